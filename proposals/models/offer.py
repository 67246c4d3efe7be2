"""An offer: the whole agreement, ready to be accepted. From a proposal, a gig, a profile or a chat.

Accepting it is an action of `contracts`: what is accepted becomes a contract.
"""

from typing import TYPE_CHECKING
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gigs.models import Licence
from proposals import transitions
from proposals.models.proposal import Proposal
from reelbyte import policy
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money, share

if TYPE_CHECKING:
    from accounts.models import User


class OfferQuerySet(models.QuerySet["Offer"]):
    """Which offers, and whose."""

    def of(self, user: "User") -> "OfferQuerySet":
        """Those `user` is a side of: the scope of every access."""
        return self.filter(Q(client=user) | Q(creator=user))

    def open(self) -> "OfferQuerySet":
        """Those that wait for an answer; the time may have run out since the last sweep."""
        return self.filter(status=Offer.Status.SENT)


class Offer(PublicIdModel, TimestampedModel):
    """`status` moves by `transitions.OFFER_MOVES`. Amounts in minor units; the milestones sum to the total.

    Either side may have made it (`made_by`); the other answers. A counter points to what it answers.
    """

    class Status(models.TextChoices):
        SENT = "sent", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        COUNTERED = "countered", _("Answered with another")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="offers_as_client", verbose_name=_("client")
    )
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="offers_as_creator", verbose_name=_("creator")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="offers_made", verbose_name=_("made by")
    )
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name=_("proposal")
    )
    gig = models.ForeignKey(
        "gigs.Gig", models.PROTECT, null=True, blank=True, related_name="offers", verbose_name=_("gig")
    )
    conversation = models.ForeignKey(
        "messaging.Conversation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("conversation"),
    )
    counter_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="counters", verbose_name=_("answers")
    )
    title = models.CharField(_("title"), max_length=200)
    scope = models.TextField(_("scope"), max_length=5_000)
    currency = models.CharField(_("currency"), max_length=3)
    total_minor = models.BigIntegerField(_("total"), help_text=_("In minor units."))
    revisions = models.PositiveSmallIntegerField(
        _("rounds of changes"), null=True, blank=True, help_text=_("For each milestone. Empty: unlimited.")
    )
    licence = models.CharField(_("usage licence"), max_length=10, choices=Licence, default=Licence.ORGANIC)
    message = models.TextField(_("a word with it"), max_length=2_000, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.SENT, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    reason = models.CharField(_("why not"), max_length=500, blank=True, editable=False)
    # Made by the page: one press, one offer.
    offer_key = models.UUIDField(_("offer key"), default=uuid4, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=transitions.OFFER_STATUSES), name="offer_status_known"),
            # Nobody hires themselves: reviews and money would go round in a circle.
            models.CheckConstraint(condition=~Q(client=F("creator")), name="offer_two_people"),
            # Made by one of the two, for the other to answer.
            models.CheckConstraint(
                condition=Q(made_by=F("client")) | Q(made_by=F("creator")), name="offer_made_by_a_side"
            ),
            # From a proposal or about a gig, or neither.
            models.CheckConstraint(condition=Q(proposal__isnull=True) | Q(gig__isnull=True), name="offer_one_source"),
            # On a proposal there is one offer to answer.
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(status="sent"), name="offer_one_sent_per_proposal"
            ),
            # An offer is answered by one other.
            models.UniqueConstraint(fields=["counter_of"], name="offer_countered_once"),
            # A double click, a resent form and a retry are one offer.
            models.UniqueConstraint(fields=["made_by", "offer_key"], name="offer_once_per_key"),
            models.CheckConstraint(condition=Q(total_minor__gt=0), name="offer_total_positive"),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="offer_currency_iso"),
            # An answer has its time, and only an answer has one.
            models.CheckConstraint(
                condition=Q(status="sent", answered_at__isnull=True) | ~Q(status="sent") & Q(answered_at__isnull=False),
                name="offer_answered_when",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["declined", "withdrawn"]) | Q(reason=""), name="offer_reason_of_no"
            ),
        ]
        indexes = [
            models.Index(fields=["client", "-id"], name="offer_of_client"),
            models.Index(fields=["creator", "-id"], name="offer_of_creator"),
            # What the sweep looks for, and nothing else.
            models.Index(fields=["expires_at"], condition=Q(status="sent"), name="offer_expiring"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where both read it and one of them answers."""
        return reverse("proposals:offer-detail", args=[self.public_id])

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def fee(self) -> Money:
        """What the platform would keep of it, by today's policy."""
        return Money(share(self.total_minor, policy.FEE_BPS), self.currency)

    @property
    def net(self) -> Money:
        """What would reach the creator, by today's policy."""
        return self.total - self.fee

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.SENT

    @property
    def answered_by_id(self) -> int:
        """Whose turn it is, or was."""
        return self.creator_id if self.made_by_id == self.client_id else self.client_id


class OfferMilestone(models.Model):
    """A part of the work, with its part of the price."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="milestones", verbose_name=_("offer"))
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    amount_minor = models.BigIntegerField(_("price"), help_text=_("In minor units of the offer's currency."))
    days = models.PositiveSmallIntegerField(_("days to deliver"))

    class Meta:
        verbose_name = _("milestone of an offer")
        verbose_name_plural = _("milestones of offers")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "position"], name="offer_milestone_once_per_position"),
            # What is worth a milestone has a price and takes time.
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, days__gt=0) & ~Q(title=""), name="offer_milestone_is_work"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.offer.currency)


class OfferEvent(models.Model):
    """What happened to an offer: append-only, a trigger refuses UPDATE and DELETE."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="events", verbose_name=_("offer"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    move = models.CharField(_("what"), max_length=20)
    from_status = models.CharField(_("from"), max_length=10, blank=True)
    to_status = models.CharField(_("to"), max_length=10)
    data = models.JSONField(_("data"), default=dict, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("offer event")
        verbose_name_plural = _("offer events")
        ordering = ["id"]
        constraints = [
            # An event moves the offer.
            models.CheckConstraint(condition=~Q(from_status=F("to_status")), name="offer_event_moves"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.move} → {self.to_status}"
