"""A part of a contract with a price, a deadline and an escrow of its own."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts import transitions
from contracts.transitions import MilestoneStatus as S
from reelbyte import clock, policy
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money, fee_of_part, share

LABELS = {
    S.DRAFT: _("proposed"),
    S.AWAITING_FUNDING: _("awaiting funding"),
    S.FUNDING_PENDING: _("payment under way"),
    S.FUNDED: _("in work"),
    S.SUBMITTED: _("delivered"),
    S.REVISION_REQUESTED: _("changes requested"),
    S.APPROVED: _("accepted"),
    S.RELEASING: _("releasing"),
    S.RELEASE_FAILED: _("release held up"),
    S.RELEASED: _("released"),
    S.CANCELLED: _("cancelled"),
    S.REFUNDING: _("refunding"),
    S.REFUND_FAILED: _("refund held up"),
    S.REFUNDED: _("refunded"),
    S.DISPUTED: _("disputed"),
    S.RESOLVING: _("decision under way"),
    S.RESOLVED: _("decided"),
}
UNPAID = [status.value for status in sorted(transitions.UNFUNDED)]


class Milestone(PublicIdModel, TimestampedModel):
    """`status` changes only by the moves in `contracts.transitions`, made by one action each.

    Amounts are what the ledger settled: funded when it arrived, released and refunded when paid out.
    """

    STATUSES = [(status.value, label) for status, label in LABELS.items()]

    contract = models.ForeignKey(
        "contracts.Contract",
        models.PROTECT,
        related_name="milestones",
        verbose_name=_("contract"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    title = models.CharField(_("title"), max_length=200)
    scope = models.TextField(_("what it covers"), blank=True, max_length=2_000)
    # Who wants it, until the other side has agreed; of what was agreed with the contract, nobody.
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    status = models.CharField(_("status"), max_length=20, choices=STATUSES, default=S.DRAFT.value)
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.BigIntegerField(_("price"), help_text=_("In minor units."))
    funded_minor = models.BigIntegerField(_("funded"), default=0)
    released_minor = models.BigIntegerField(_("released"), default=0)
    fee_minor = models.BigIntegerField(_("fee taken"), default=0)
    refunded_minor = models.BigIntegerField(_("refunded"), default=0)
    delivery_days = models.PositiveSmallIntegerField(_("days to deliver"))
    revisions_agreed = models.PositiveSmallIntegerField(
        _("revisions agreed"), null=True, blank=True, help_text=_("Empty: unlimited.")
    )
    revisions_used = models.PositiveSmallIntegerField(_("revisions used"), default=0)
    extensions_agreed = models.PositiveSmallIntegerField(
        _("deadline extensions at most"), default=policy.DEADLINE_EXTENSIONS
    )
    extensions_used = models.PositiveSmallIntegerField(_("deadline extensions used"), default=0)
    funded_by = models.CharField(_("paid by intent"), max_length=64, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    auto_release_at = models.DateTimeField(_("accepted by silence at"), null=True, blank=True)
    remind_at = models.DateTimeField(_("next reminder"), null=True, blank=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["contract_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "position"], name="milestone_once_per_position"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in S]), name="milestone_status_known"
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, funded_minor__gte=0, released_minor__gte=0)
                & Q(fee_minor__gte=0, refunded_minor__gte=0),
                name="milestone_amounts_not_negative",
            ),
            # Escrow pays out what it took in, and no more: the last guard behind every race.
            models.CheckConstraint(
                condition=Q(funded_minor__gte=F("released_minor") + F("refunded_minor")),
                name="milestone_pays_out_at_most_funded",
            ),
            # The client pays the price and nothing on top; an odd amount is quarantined, never booked here.
            models.CheckConstraint(
                condition=Q(funded_minor=0) | Q(funded_minor=F("amount_minor")),
                name="milestone_funded_whole",
            ),
            models.CheckConstraint(
                # A status that means money in escrow has it, one from before the money has none.
                condition=Q(status__in=[*UNPAID, S.CANCELLED.value], funded_minor=0)
                | (~Q(status__in=[*UNPAID, S.CANCELLED.value]) & Q(funded_minor__gt=0)),
                name="milestone_funded_with_status",
            ),
            # The fee is a part of what is released.
            models.CheckConstraint(
                condition=Q(fee_minor__lte=F("released_minor")),
                name="milestone_fee_in_release",
            ),
            # What nobody proposed needs no agreement, and would wait for one for ever.
            models.CheckConstraint(
                condition=~Q(status=S.DRAFT.value) | Q(proposed_by__isnull=False),
                name="milestone_draft_has_proposer",
            ),
            # No more time than the number the milestone was made with.
            models.CheckConstraint(
                condition=Q(extensions_used__lte=F("extensions_agreed")), name="milestone_extensions_within_agreed"
            ),
            models.CheckConstraint(
                condition=~Q(status=S.RELEASED.value) | Q(released_minor__gt=0),
                name="milestone_released_has_amount",
            ),
            models.CheckConstraint(
                condition=~Q(status=S.REFUNDED.value) | Q(refunded_minor__gt=0),
                name="milestone_refunded_has_amount",
            ),
            # Silence accepts only a delivery that waits for an answer: no stale deadline can ever fire.
            models.CheckConstraint(
                condition=Q(status=S.SUBMITTED.value) | Q(auto_release_at__isnull=True, remind_at__isnull=True),
                name="milestone_silence_only_when_submitted",
            ),
        ]
        indexes = [
            # What the sweep looks for, and nothing else.
            models.Index(
                fields=["auto_release_at"],
                condition=Q(auto_release_at__isnull=False),
                name="milestone_auto_release",
            ),
            models.Index(
                fields=["remind_at"],
                condition=Q(remind_at__isnull=False),
                name="milestone_remind",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def escrow_ref(self) -> str:
        """How payments knows this milestone's escrow: an opaque reference."""
        return f"milestone:{self.public_id}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def funded(self) -> Money:
        return Money(self.funded_minor, self.currency)

    @property
    def released(self) -> Money:
        return Money(self.released_minor, self.currency)

    @property
    def refunded(self) -> Money:
        return Money(self.refunded_minor, self.currency)

    @property
    def in_escrow(self) -> Money:
        return self.funded - self.released - self.refunded

    @property
    def fee(self) -> Money:
        """Taken so far, or due when the rest is released."""
        if self.status in transitions.ENDED:
            return Money(self.fee_minor, self.currency)
        return Money(share(self.amount_minor, self.contract.fee_bps), self.currency)

    @property
    def fee_of_rest(self) -> Money:
        """The fee of releasing what is still in escrow; parts sum to the fee of the whole."""
        minor = fee_of_part(
            released_before=self.released_minor,
            part=self.in_escrow.minor,
            bps=self.contract.fee_bps,
            taken_before=self.fee_minor,
        )
        return Money(minor, self.currency)

    @property
    def revisions_left(self) -> int | None:
        """How many rounds of changes are left of those agreed; None means unlimited."""
        if self.revisions_agreed is None:
            return None
        return max(self.revisions_agreed - self.revisions_used, 0)

    @property
    def extensions_left(self) -> int:
        return max(self.extensions_agreed - self.extensions_used, 0)

    @property
    def is_paid_out(self) -> bool:
        """Whether the creator was paid for it, all or a part: what hands out the originals."""
        return self.released_minor > 0

    @property
    def has_ended(self) -> bool:
        return self.status in transitions.ENDED

    @property
    def waits_for_creator(self) -> bool:
        return self.status in (S.FUNDED, S.REVISION_REQUESTED) and self.due_at is not None

    def is_late(self, now: datetime | None = None) -> bool:
        """Whether the creator's deadline has passed while the creator was the one to act."""
        return self.waits_for_creator and self.due_at < (now or clock.now())  # type: ignore[operator]
