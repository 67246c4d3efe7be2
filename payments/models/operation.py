"""Money on its way through the gateway: a release, a refund, a payout. Claim, then pay, then settle."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payments.models.intent import PaymentIntent
from payments.models.payout_method import PayoutMethod
from payments.models.txn import Txn
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money


class Operation(PublicIdModel, TimestampedModel):
    """One thing asked of the gateway, under a key that stays the same until it has refused for good."""

    class Kind(models.TextChoices):
        RELEASE = "release", _("release")
        REFUND = "refund", _("refund")
        PAYOUT = "payout", _("withdrawal")

    class Status(models.TextChoices):
        CLAIMED = "claimed", _("reserved")
        IN_TRANSIT = "in_transit", _("on its way")
        SETTLED = "settled", _("done")
        FAILED = "failed", _("failed")
        RETURNED = "returned", _("taken back")

    UNDER_WAY = (Status.CLAIMED, Status.IN_TRANSIT)

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.CLAIMED)
    key = models.CharField(_("key"), max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who gets it"),
        on_delete=models.PROTECT,
        related_name="money_operations",
    )
    escrow_ref = models.CharField(_("escrow"), max_length=100, blank=True)
    intent = models.ForeignKey(
        PaymentIntent,
        verbose_name=_("payment"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="operations",
    )
    method = models.ForeignKey(
        PayoutMethod, verbose_name=_("payout method"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # A refund of what was already released takes this release back first.
    release = models.ForeignKey(
        "self", verbose_name=_("takes back"), null=True, blank=True, on_delete=models.PROTECT, related_name="reversals"
    )
    amount_minor = models.BigIntegerField(_("amount, minor units"))
    fee_minor = models.BigIntegerField(_("fee in it, minor units"), default=0)
    currency = models.CharField(_("currency"), max_length=3)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    gateway = models.CharField(_("gateway"), max_length=20)
    gateway_id = models.CharField(_("id at the gateway"), max_length=100, blank=True)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    called_at = models.DateTimeField(_("first asked of the gateway"), null=True, blank=True)
    failure_code = models.CharField(_("refusal"), max_length=60, blank=True)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True)
    reserved = models.ForeignKey(Txn, verbose_name=_("reserved by"), on_delete=models.PROTECT, related_name="+")
    settled = models.ForeignKey(
        Txn, verbose_name=_("settled by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    check_at = models.DateTimeField(_("ask the gateway at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("money operation")
        verbose_name_plural = _("money operations")
        permissions = [
            ("retry_operation", "Can try a failed money operation again"),
            ("return_operation", "Can take a failed withdrawal back into the creator's balance"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["release", "refund", "payout"]), name="operation_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=["claimed", "in_transit", "settled", "failed", "returned"]),
                name="operation_status_known",
            ),
            # Asked for twice is done once.
            models.UniqueConstraint(fields=["key"], name="operation_once_per_key"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="operation_amount_positive"),
            # The creator gets something of every release.
            models.CheckConstraint(
                condition=Q(fee_minor__gte=0, fee_minor__lt=F("amount_minor")), name="operation_fee_within_amount"
            ),
            # Settled means booked.
            models.CheckConstraint(
                condition=~Q(status="settled") | Q(settled__isnull=False), name="operation_settled_is_booked"
            ),
            # A payout goes to an account, and only a payout does.
            models.CheckConstraint(
                condition=Q(kind="payout", method__isnull=False) | (~Q(kind="payout") & Q(method__isnull=True)),
                name="operation_payout_has_method",
            ),
        ]
        indexes = [
            models.Index(
                fields=["check_at"],
                condition=Q(status__in=["claimed", "in_transit", "settled"], check_at__isnull=False),
                name="operation_to_check",
            ),
            models.Index(fields=["escrow_ref", "kind"], name="operation_escrow"),
            models.Index(fields=["user", "kind", "status"], name="operation_user"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def amount(self) -> Money:
        """Gross: with the fee in it."""
        return Money(self.amount_minor, self.currency)

    @property
    def fee(self) -> Money:
        return Money(self.fee_minor, self.currency)

    @property
    def net(self) -> Money:
        return self.amount - self.fee

    @property
    def gateway_key(self) -> str:
        """The idempotency key and reference at the gateway: stable until a definite refusal begins a new attempt."""
        return f"{self.public_id}.{self.attempt}"

    @property
    def is_under_way(self) -> bool:
        return self.status in self.UNDER_WAY
