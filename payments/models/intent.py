"""A client's intent to pay into one escrow, by a checkout of its own or together with others by one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payments.models.txn import Txn
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money


class PaymentIntent(PublicIdModel, TimestampedModel):
    """What the gateway says is asked again before it is believed; a browser's return proves nothing.

    Several escrows paid for at once are several intents, each booked, set aside or sent back for itself. One of them
    leads: the checkout at the gateway is its own, and the others are `paid_with` it.
    """

    class Status(models.TextChoices):
        CREATED = "created", _("not started")
        PENDING = "pending", _("at the checkout")
        PROCESSING = "processing", _("being processed")
        FUNDED = "funded", _("in escrow")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("expired")
        QUARANTINED = "quarantined", _("in quarantine")
        RETURNING = "returning", _("being sent back")
        RETURNED = "returned", _("sent back")

    OPEN = (Status.CREATED, Status.PENDING, Status.PROCESSING)

    payer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("payer"), on_delete=models.PROTECT, related_name="payments"
    )
    # Who the money is meant for, where that is known: their page shows what waits in escrow.
    payee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("for"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="payments_for",
    )
    escrow_ref = models.CharField(_("escrow"), max_length=100)
    amount_minor = models.BigIntegerField(_("amount, minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    description = models.CharField(_("description"), max_length=200)
    return_url = models.CharField(_("back to"), max_length=500)
    cancel_url = models.CharField(_("back to, if given up"), max_length=500)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.CREATED)
    gateway = models.CharField(_("gateway"), max_length=20)
    gateway_id = models.CharField(_("id at the gateway"), max_length=100, blank=True)
    gateway_url = models.CharField(_("checkout at the gateway"), max_length=500, blank=True)
    paid_with = models.ForeignKey(
        "self", verbose_name=_("paid with"), null=True, blank=True, on_delete=models.PROTECT, related_name="companions"
    )
    paid_minor = models.BigIntegerField(_("paid, minor units"), null=True, blank=True)
    paid_currency = models.CharField(_("paid in"), max_length=3, blank=True)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True)
    txn = models.ForeignKey(
        Txn, verbose_name=_("booked as"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField(_("open until"))
    check_at = models.DateTimeField(_("ask the gateway at"), null=True, blank=True)
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        permissions = [("resolve_paymentintent", "Can send a quarantined payment back")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "created",
                        "pending",
                        "processing",
                        "funded",
                        "failed",
                        "expired",
                        "quarantined",
                        "returning",
                        "returned",
                    ]
                ),
                name="intent_status_known",
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="intent_amount_positive"),
            # An escrow is filled once; a second payment goes back.
            models.UniqueConstraint(
                fields=["escrow_ref"], condition=Q(status="funded"), name="intent_one_funding_per_escrow"
            ),
            # Money that came is money that is booked.
            models.CheckConstraint(
                condition=~Q(status__in=["funded", "quarantined", "returning", "returned"])
                | Q(txn__isnull=False, paid_minor__isnull=False),
                name="intent_paid_is_booked",
            ),
            models.UniqueConstraint(
                fields=["gateway", "gateway_id"], condition=~Q(gateway_id=""), name="intent_gateway_id_once"
            ),
            # One checkout is one payment: what is paid with another's has none that could be paid besides.
            models.CheckConstraint(
                condition=Q(paid_with__isnull=True) | Q(gateway_id="", gateway_url="") & ~Q(paid_with=F("id")),
                name="intent_companion_has_no_checkout",
            ),
        ]
        indexes = [
            models.Index(
                fields=["check_at"],
                condition=Q(status__in=["created", "pending", "processing"]),
                name="intent_to_check",
            ),
            models.Index(fields=["escrow_ref"], name="intent_escrow"),
            models.Index(fields=["payee", "status"], name="intent_payee"),
        ]

    def __str__(self) -> str:
        return f"{self.escrow_ref} {self.amount}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def paid(self) -> Money | None:
        """What came in, as the gateway told; None before."""
        return None if self.paid_minor is None else Money(self.paid_minor, self.paid_currency)

    @property
    def lead(self) -> "PaymentIntent":
        """The intent whose checkout pays for this one: itself, unless it is paid with another."""
        return self.paid_with or self

    @property
    def together(self) -> list["PaymentIntent"]:
        """All that its checkout pays for, in the order they were asked for, the leading one first. One query."""
        lead_id = self.paid_with_id or self.pk
        return list(PaymentIntent.objects.filter(Q(pk=lead_id) | Q(paid_with=lead_id)).order_by("pk"))

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def checkout_url(self) -> str:
        """Where to send the browser: our own page, which opens the gateway's checkout and goes on to it."""
        return reverse("payments:checkout-start", args=[self.lead.public_id])


def bill(intents: list[PaymentIntent]) -> Money:
    """What a checkout of these asks for."""
    return sum((intent.amount for intent in intents), Money.zero(intents[0].currency))
