"""One side's wish to call a funded milestone off, and the other's answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel


class CancellationRequest(PublicIdModel):
    """Open until answered, taken back, or overtaken by the milestone's end."""

    class Status(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("taken back")
        OVERTAKEN = "overtaken", _("overtaken")

    milestone = models.ForeignKey(
        "contracts.Milestone",
        models.PROTECT,
        related_name="cancellation_requests",
        verbose_name=_("milestone"),
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("requested by"),
    )
    reason = models.TextField(_("reason"), max_length=2_000)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(_("requested"), default=clock.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("cancellation request")
        verbose_name_plural = _("cancellation requests")
        constraints = [
            # One question at a time is before the other side.
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(status="open"),
                name="cancellation_one_open_per_milestone",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "open",
                        "accepted",
                        "declined",
                        "withdrawn",
                        "overtaken",
                    ]
                ),
                name="cancellation_status_known",
            ),
            models.CheckConstraint(
                condition=Q(status="open", answered_at__isnull=True)
                | (~Q(status="open") & Q(answered_at__isnull=False)),
                name="cancellation_answered_at_with_status",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]
