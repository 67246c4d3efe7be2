"""One mail for many notices."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel


class Digest(PublicIdModel):
    """A person's digest of one period: "2026-12-03" of a day, "2026-W49" of a week, "rest:..." when it ends."""

    class Status(models.TextChoices):
        PENDING = "pending", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        SKIPPED = "skipped", _("not sent")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="digests"
    )
    period = models.CharField(_("period"), max_length=40)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=clock.now)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            # One a period, however many sweeps find it due.
            models.UniqueConstraint(fields=["user", "period"], name="notification_digest_once"),
            models.CheckConstraint(
                condition=Q(status__in=["pending", "sending", "sent", "skipped"]),
                name="notification_digest_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.period}"

    def settle(self, status: "Digest.Status") -> None:
        """Write where it stands now."""
        self.status, self.changed_at = status, clock.now()
        self.save(update_fields=["status", "changed_at"])
