"""An account of the ledger: who holds how much, in one currency."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.money import Money


class Account(models.Model):
    """Credit is positive. `balance` and `version` move only through entries: a trigger sees to it.

    `ref` says whose it is: an escrow reference, a person's public id, a shard ("00" to "15"), or nothing.
    """

    class Kind(models.TextChoices):
        EXTERNAL_CARD = "external.card", _("Cards of clients")
        EXTERNAL_BANK = "external.bank", _("Bank accounts of creators")
        GATEWAY_CLEARING = "gateway.clearing", _("Releases under way")
        ESCROW = "escrow", _("Escrow")
        QUARANTINE = "quarantine", _("Quarantine")
        PAYABLE = "creator.payable", _("Owed to a creator")
        DEBT = "creator.debt", _("Owed by a creator")
        PAYOUT_IN_TRANSIT = "payout.in_transit", _("Payouts under way")
        REFUND_IN_TRANSIT = "refund.in_transit", _("Refunds under way")
        FEE = "revenue.fee", _("Fees earned")
        PROCESSOR = "expense.processor", _("Paid to the gateway")
        VAT = "tax.vat_payable", _("VAT to pay")
        DISPUTE = "dispute.hold", _("Held for a dispute")
        CHARGEBACK = "loss.chargeback", _("Lost to chargebacks")
        ROUNDING = "rounding", _("Rounding")

    # Money enters and leaves through the outside; debts and losses are what is missing.
    NEGATIVE = (Kind.EXTERNAL_CARD, Kind.EXTERNAL_BANK, Kind.DEBT, Kind.PROCESSOR, Kind.CHARGEBACK, Kind.ROUNDING)

    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    ref = models.CharField(_("of"), max_length=100, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    balance = models.BigIntegerField(_("balance, minor units"), default=0)
    version = models.BigIntegerField(_("version"), default=0)
    allow_negative = models.BooleanField(_("may be negative"), default=False)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("ledger account")
        verbose_name_plural = _("ledger accounts")
        constraints = [
            # One account for one purpose, however many ask for it at once.
            models.UniqueConstraint(fields=["kind", "ref", "currency"], name="account_once"),
            # Nobody spends what is not there: the last word on every race.
            models.CheckConstraint(condition=Q(balance__gte=0) | Q(allow_negative=True), name="account_no_overdraft"),
            # Which accounts may be negative is a matter of their kind, not of who makes the row.
            models.CheckConstraint(
                condition=Q(
                    allow_negative=True,
                    kind__in=[
                        "external.card",
                        "external.bank",
                        "creator.debt",
                        "expense.processor",
                        "loss.chargeback",
                        "rounding",
                    ],
                )
                | Q(
                    allow_negative=False,
                    kind__in=[
                        "gateway.clearing",
                        "escrow",
                        "quarantine",
                        "creator.payable",
                        "payout.in_transit",
                        "refund.in_transit",
                        "revenue.fee",
                        "tax.vat_payable",
                        "dispute.hold",
                    ],
                ),
                name="account_kind_known",
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="account_currency_iso"),
            models.CheckConstraint(condition=Q(version__gte=0), name="account_version_counts_up"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ref} {self.currency}" if self.ref else f"{self.kind} {self.currency}"

    @property
    def money(self) -> Money:
        return Money(self.balance, self.currency)
