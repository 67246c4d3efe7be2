"""What a client gives on top of the price, after a release."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel
from reelbyte.money import Money


class Tip(PublicIdModel):
    """Paid through a checkout into an escrow of its own, and released from there at once."""

    class Status(models.TextChoices):
        OPEN = "open", _("not paid yet")
        PAID = "paid", _("on its way")
        HELD_UP = "held_up", _("held up")
        RECEIVED = "received", _("received")

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="tips", verbose_name=_("contract"))
    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by"))
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.BigIntegerField(_("amount"), help_text=_("In minor units."))
    fee_bps = models.PositiveIntegerField(_("fee"), help_text=_("In basis points."))
    words = models.TextField(_("words with it"), blank=True, max_length=1_000)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    paid_by = models.CharField(_("paid by intent"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("begun"), default=clock.now, editable=False)
    received_at = models.DateTimeField(_("received"), null=True, blank=True)

    class Meta:
        verbose_name = _("tip")
        verbose_name_plural = _("tips")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "paid", "held_up", "received"]), name="tip_status_known"
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="tip_amount_positive"),
            # The creator gets something of every tip, whatever the policy of the day.
            models.CheckConstraint(condition=Q(fee_bps__lt=10_000), name="tip_fee_is_a_share"),
            # Money on its way came from a payment that is known.
            models.CheckConstraint(condition=Q(status="open") | ~Q(paid_by=""), name="tip_paid_by_a_payment"),
            models.CheckConstraint(
                condition=Q(status="received", received_at__isnull=False)
                | (~Q(status="received") & Q(received_at__isnull=True)),
                name="tip_received_at_with_status",
            ),
            # Asked again before it is paid for, it is the tip of the first time with another amount.
            models.UniqueConstraint(fields=["contract"], condition=Q(status="open"), name="tip_one_open_per_contract"),
        ]

    def __str__(self) -> str:
        return str(self.amount)

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def escrow_ref(self) -> str:
        """How payments knows this tip's escrow: an opaque reference."""
        return f"tip:{self.public_id}"
