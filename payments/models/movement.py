"""A line in a person's transaction history."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payments.models.txn import Txn
from reelbyte import clock
from reelbyte.models import PublicIdModel
from reelbyte.money import Money


class Movement(PublicIdModel):
    """Written with the ledger transaction it tells about, in the words and with the sign of one person."""

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("Paid into escrow")
        REFUND = "refund", _("Refund")
        REFUND_CAME_BACK = "refund_came_back", _("Refund came back")
        EARNING = "earning", _("Earning")
        REVERSAL = "reversal", _("Refunded to client")
        WITHDRAWAL = "withdrawal", _("Withdrawal")
        WITHDRAWAL_RETURNED = "withdrawal_returned", _("Withdrawal returned")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="movements"
    )
    txn = models.ForeignKey(
        Txn, verbose_name=_("ledger transaction"), on_delete=models.PROTECT, related_name="movements"
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    # As the person sees it: a client's payment and a creator's withdrawal are negative.
    amount_minor = models.BigIntegerField(_("amount, minor units"))
    fee_minor = models.BigIntegerField(_("fee kept, minor units"), default=0)
    currency = models.CharField(_("currency"), max_length=3)
    escrow_ref = models.CharField(_("escrow"), max_length=100, blank=True)
    text = models.CharField(_("text"), max_length=200, blank=True)
    counterpart = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("with"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        constraints = [
            models.UniqueConstraint(fields=["txn", "user", "kind"], name="movement_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["payment", "refund_came_back", "withdrawal", "reversal"], amount_minor__lt=0)
                | Q(kind__in=["refund", "earning", "withdrawal_returned"], amount_minor__gt=0),
                name="movement_sign_of_kind",
            ),
        ]
        indexes = [models.Index(fields=["user", "-at", "-id"], name="movement_history")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def fee(self) -> Money:
        return Money(self.fee_minor, self.currency)

    @property
    def gross(self) -> Money:
        """Before the fee."""
        return self.amount + self.fee
