"""An agreement between a client and a creator, with the terms it was made under."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.transitions import UNDER_DISPUTE, ContractStatus, Party
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money, share

if TYPE_CHECKING:
    from accounts.models import User


class ContractQuerySet(models.QuerySet["Contract"]):
    """Questions about many contracts."""

    def of(self, user: "User") -> Self:
        """Those `user` is a party of: the scope of every access."""
        return self.filter(Q(client=user) | Q(creator=user))

    def live(self) -> Self:
        """Those that have not ended, or are disputed after all: the two stay in touch, whomever they have blocked."""
        return self.filter(Q(status=ContractStatus.ACTIVE) | Q(milestones__status__in=UNDER_DISPUTE)).distinct()

    def ended_and_funded(self) -> Self:
        """What may be reviewed: funded once, over now, however it ended."""
        return self.filter(funded_at__isnull=False).exclude(status=ContractStatus.ACTIVE)


class Contract(PublicIdModel, TimestampedModel):
    """Policy numbers are copied here when it is made: a later change never touches an agreement that stands."""

    STATUSES = [
        (ContractStatus.ACTIVE.value, _("active")),
        (ContractStatus.COMPLETED.value, _("completed")),
        (ContractStatus.CANCELLED.value, _("cancelled")),
    ]

    client = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="contracts_as_client",
        verbose_name=_("client"),
    )
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="contracts_as_creator",
        verbose_name=_("creator"),
    )
    gig = models.ForeignKey(
        "gigs.Gig",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contracts",
        verbose_name=_("gig"),
    )
    # One offer is one contract: the database sees to it.
    offer = models.OneToOneField(
        "proposals.Offer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contract",
        verbose_name=_("offer"),
    )
    # A creator may take a tier off the shelf; what was agreed stays in `terms`.
    package = models.ForeignKey(
        "gigs.Package",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contracts",
        verbose_name=_("package"),
    )
    title = models.CharField(_("title"), max_length=200)
    terms = models.JSONField(
        _("terms"),
        help_text=_("The quote as it was agreed: lines, licence, deliverables."),
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=STATUSES,
        default=ContractStatus.ACTIVE.value,
    )
    currency = models.CharField(_("currency"), max_length=3)
    total_minor = models.BigIntegerField(_("total"), help_text=_("In minor units."))
    fee_bps = models.PositiveIntegerField(_("fee"), help_text=_("Of what is released, in basis points."))
    auto_accept_days = models.PositiveSmallIntegerField(_("days of silence that accept"))
    revision_days = models.PositiveSmallIntegerField(_("days at least for a round of changes"))
    late_grace_hours = models.PositiveSmallIntegerField(_("hours of grace when late"))
    dispute_days = models.PositiveSmallIntegerField(_("days after release in which it may be disputed"))
    conversation = models.ForeignKey(
        "messaging.Conversation",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("conversation"),
    )
    order_key = models.UUIDField(
        _("order key"),
        help_text=_("Made by the client's page: one press, one contract."),
    )
    brief_answered_at = models.DateTimeField(_("brief answered"), null=True, blank=True)
    funded_at = models.DateTimeField(_("first funded"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        constraints = [
            # A double click, a resent form and a retry are one order.
            models.UniqueConstraint(fields=["client", "order_key"], name="contract_once_per_order_key"),
            # Nobody hires themselves: reviews and money would go round in a circle.
            models.CheckConstraint(condition=~Q(client=F("creator")), name="contract_two_people"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in ContractStatus]),
                name="contract_status_known",
            ),
            models.CheckConstraint(
                # Over means over since a moment, and live means not.
                condition=Q(status=ContractStatus.ACTIVE.value, ended_at__isnull=True)
                | (~Q(status=ContractStatus.ACTIVE.value) & Q(ended_at__isnull=False)),
                name="contract_ended_at_with_status",
            ),
            models.CheckConstraint(condition=Q(total_minor__gt=0), name="contract_total_positive"),
            # A share of the whole, whatever the policy of the day.
            models.CheckConstraint(condition=Q(fee_bps__lte=10_000), name="contract_fee_is_a_share"),
        ]
        indexes = [
            models.Index(
                fields=["client", "status", "-updated_at", "-id"],
                name="contract_of_client",
            ),
            models.Index(
                fields=["creator", "status", "-updated_at", "-id"],
                name="contract_of_creator",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract-detail", args=[self.public_id])

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def fee(self) -> Money:
        """What the platform keeps when all of it is released."""
        return Money(share(self.total_minor, self.fee_bps), self.currency)

    @property
    def net(self) -> Money:
        """What reaches the creator when all of it is released."""
        return self.total - self.fee

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of the quote as agreed: title, quantity, amount."""
        return [{**line, "amount": Money(line["amount_minor"], self.currency)} for line in self.terms.get("lines", [])]

    @property
    def licence_label(self) -> str:
        """What the client may do with the film, in words."""
        from gigs.models import Licence

        value = self.terms.get("licence", "")
        return str(Licence(value).label) if value in Licence.values else value

    @property
    def fee_percent(self) -> float:
        return self.fee_bps / 100

    @property
    def auto_accept(self) -> timedelta:
        return timedelta(days=self.auto_accept_days)

    @property
    def late_grace(self) -> timedelta:
        return timedelta(hours=self.late_grace_hours)

    @property
    def revision_time(self) -> timedelta:
        return timedelta(days=self.revision_days)

    @property
    def is_active(self) -> bool:
        return self.status == ContractStatus.ACTIVE

    @property
    def waits_for_brief(self) -> bool:
        """Whether the clock cannot start yet, because required questions are unanswered."""
        return self.brief_answered_at is None

    def party_of(self, user: "User") -> Party:
        """As which side `user` acts here. A stranger gets no further, even past a view that forgot to ask."""
        if user.pk == self.client_id:
            return Party.CLIENT
        if user.pk == self.creator_id:
            return Party.CREATOR
        raise PermissionDenied

    def counterparty_of(self, user: "User") -> "User":
        return self.creator if user.pk == self.client_id else self.client
