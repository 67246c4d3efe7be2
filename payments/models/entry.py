"""One leg of a ledger transaction."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payments.models.account import Account
from payments.models.txn import Txn
from reelbyte.money import Money


class Entry(models.Model):
    """Append-only. `balance_after` and `account_version` are written by the trigger that moves the account."""

    txn = models.ForeignKey(Txn, verbose_name=_("transaction"), on_delete=models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, verbose_name=_("account"), on_delete=models.PROTECT, related_name="entries")
    currency = models.CharField(_("currency"), max_length=3)
    amount = models.BigIntegerField(_("amount, minor units"))
    balance_after = models.BigIntegerField(_("balance after"), editable=False)
    account_version = models.BigIntegerField(_("version of the account"), editable=False)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints = [
            # An entry says that something moved.
            models.CheckConstraint(condition=~Q(amount=0), name="entry_moves_something"),
            # The entries of an account form one line without gaps or forks.
            models.UniqueConstraint(fields=["account", "account_version"], name="entry_once_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.money}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)
