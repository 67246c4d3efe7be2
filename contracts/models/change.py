"""What one side wants changed in a milestone that is agreed, and the other side's answer."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel
from reelbyte.money import Money


class ChangeOrder(PublicIdModel):
    """Open until it is answered, taken back, or overtaken by what happens to the milestone.

    What stands empty stays as it is. The old values are kept beside the new ones: the change is judged by what
    it was proposed against, and refused when that has moved meanwhile.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("change order")
        EXTENSION = "extension", _("deadline extension")

    class Status(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("taken back")
        OVERTAKEN = "overtaken", _("overtaken")

    milestone = models.ForeignKey(
        "contracts.Milestone", models.PROTECT, related_name="change_orders", verbose_name=_("milestone")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CHANGE)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    reason = models.TextField(_("why"), max_length=2_000)
    amount_minor = models.BigIntegerField(_("new price"), null=True, blank=True, help_text=_("In minor units."))
    delivery_days = models.PositiveSmallIntegerField(_("new days to deliver"), null=True, blank=True)
    due_at = models.DateTimeField(_("new deadline"), null=True, blank=True)
    old_amount_minor = models.BigIntegerField(_("price before"), help_text=_("In minor units."))
    old_delivery_days = models.PositiveSmallIntegerField(_("days before"))
    old_due_at = models.DateTimeField(_("deadline before"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(_("proposed"), default=clock.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("change order")
        verbose_name_plural = _("change orders")
        ordering = ["-pk"]
        constraints = [
            # One question at a time is before the other side.
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(status="open"), name="change_one_open_per_milestone"
            ),
            models.CheckConstraint(condition=Q(kind__in=["change", "extension"]), name="change_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=["open", "accepted", "declined", "withdrawn", "overtaken"]),
                name="change_status_known",
            ),
            models.CheckConstraint(
                condition=Q(status="open", answered_at__isnull=True)
                | (~Q(status="open") & Q(answered_at__isnull=False)),
                name="change_answered_at_with_status",
            ),
            # A change changes something.
            models.CheckConstraint(
                condition=Q(amount_minor__isnull=False) | Q(delivery_days__isnull=False) | Q(due_at__isnull=False),
                name="change_is_one",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__isnull=True) | Q(amount_minor__gt=0), name="change_price_positive"
            ),
            # More time is a new deadline, and nothing else.
            models.CheckConstraint(
                condition=~Q(kind="extension")
                | Q(amount_minor__isnull=True, delivery_days__isnull=True, due_at__gt=models.F("old_due_at")),
                name="change_extension_is_later",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]

    @property
    def is_extension(self) -> bool:
        return self.kind == self.Kind.EXTENSION

    @property
    def amount(self) -> Money | None:
        """The new price; None when it stays."""
        return None if self.amount_minor is None else Money(self.amount_minor, self.milestone.currency)

    @property
    def old_amount(self) -> Money:
        return Money(self.old_amount_minor, self.milestone.currency)

    def facts(self) -> dict[str, Any]:
        """What it changes, as JSON for the history: only what is not to stay."""
        facts: dict[str, Any] = {"change": str(self.public_id)}
        if self.amount_minor is not None:
            facts |= {"amount_minor": self.amount_minor, "old_amount_minor": self.old_amount_minor}
        if self.delivery_days is not None:
            facts |= {"days": self.delivery_days, "old_days": self.old_delivery_days}
        if self.due_at is not None:
            facts |= {"due_at": self.due_at.isoformat()}
        return facts
