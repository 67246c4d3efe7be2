"""The sandbox gateway's own memory, as if it were a company far away.

Nothing outside `payments.gateways.sandbox` reads or writes these rows; they hold test money only.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.money import Money


class SandboxObject(models.Model):
    """A payment, refund, transfer, reversal or payout as the sandbox knows it."""

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("payment")
        REFUND = "refund", _("refund")
        TRANSFER = "transfer", _("transfer")
        REVERSAL = "reversal", _("transfer reversal")
        PAYOUT = "payout", _("payout")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        AUTHENTICATING = "authenticating", _("waiting for the cardholder")
        PENDING = "pending", _("pending")
        SUCCEEDED = "succeeded", _("succeeded")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("expired")

    gid = models.CharField(_("id"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    status = models.CharField(_("status"), max_length=16, choices=Status)
    # What the merchant calls it: found by it for ever, when the key that made it has long lapsed.
    reference = models.CharField(_("reference"), max_length=150, db_index=True)
    account = models.CharField(_("account"), max_length=60, blank=True, db_index=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    amount_minor = models.BigIntegerField(_("amount, minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    code = models.CharField(_("failure code"), max_length=60, blank=True)
    data = models.JSONField(_("data"), default=dict)
    ripens_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("sandbox object")
        verbose_name_plural = _("sandbox objects")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["payment", "refund", "transfer", "reversal", "payout"]), name="sandbox_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "authenticating", "pending", "succeeded", "failed", "expired"]),
                name="sandbox_status_known",
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="sandbox_amount_positive"),
        ]

    def __str__(self) -> str:
        return self.gid

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


class SandboxKey(models.Model):
    """An idempotency key, honoured for a day as real gateways do; after that a repeat makes a new object."""

    key = models.CharField(_("key"), max_length=150, unique=True)
    request_hash = models.CharField(_("hash of the request"), max_length=64)
    made = models.ForeignKey(
        SandboxObject, verbose_name=_("made"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField(_("honoured until"))

    class Meta:
        verbose_name = _("sandbox key")
        verbose_name_plural = _("sandbox keys")

    def __str__(self) -> str:
        return self.key


class SandboxBankAccount(models.Model):
    """A bank account that exists only here. Its number is one of the sandbox's test numbers."""

    token = models.CharField(_("token"), max_length=60, unique=True)
    account = models.CharField(_("account"), max_length=60)
    holder = models.CharField(_("holder"), max_length=100)
    number = models.CharField(_("number"), max_length=34)
    currency = models.CharField(_("currency"), max_length=3)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("sandbox bank account")
        verbose_name_plural = _("sandbox bank accounts")

    def __str__(self) -> str:
        return self.token
