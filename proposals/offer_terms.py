"""What an offer says, before it is a row: what forms give to actions, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.models import Offer
from reelbyte import policy
from reelbyte.errors import Refused
from reelbyte.money import Money, share


@dataclass(frozen=True)
class Part:
    """A milestone of an offer. `days` run from its payment."""

    title: str
    amount: Money
    days: int


@dataclass(frozen=True)
class Terms:
    """The whole of it. `revisions` None: unlimited, for each milestone."""

    title: str
    scope: str
    parts: Sequence[Part]
    licence: str
    revisions: int | None = None
    message: str = ""

    @property
    def currency(self) -> str:
        return self.parts[0].amount.currency

    @property
    def sums(self) -> "Sums":
        return Sums([part.amount for part in self.parts], sum(part.days for part in self.parts))


@dataclass(frozen=True)
class Sums:
    """What it comes to: what the client pays, what we keep, what reaches the creator.

    The fee is taken part by part, as it will be when each is released.
    """

    amounts: Sequence[Money]
    days: int

    @property
    def total(self) -> Money:
        return sum(self.amounts[1:], self.amounts[0])

    @property
    def fee(self) -> Money:
        return Money(sum(share(amount.minor, policy.FEE_BPS) for amount in self.amounts), self.amounts[0].currency)

    @property
    def net(self) -> Money:
        return self.total - self.fee


def sums_of(offer: Offer) -> Sums:
    """Of an offer that is a row; its milestones are read."""
    parts = list(offer.milestones.all())
    return Sums([Money(part.amount_minor, offer.currency) for part in parts], sum(part.days for part in parts))


def terms_of(offer: Offer) -> Terms:
    """What a counter starts from."""
    parts = [Part(row.title, Money(row.amount_minor, offer.currency), row.days) for row in offer.milestones.all()]
    return Terms(offer.title, offer.scope, parts, offer.licence, offer.revisions)


def check(terms: Terms) -> None:
    """`Refused`, in words, for what no offer can say."""
    if not terms.parts:
        raise Refused(_("An offer has one milestone at least."))
    if len(terms.parts) > policy.MILESTONES_MAXIMUM:
        raise Refused(_("A contract has at most %(most)s milestones.") % {"most": policy.MILESTONES_MAXIMUM})
    least, most = (
        Money.of(units, terms.currency) for units in (policy.PRICE_MINIMUM_UNITS, policy.PRICE_MAXIMUM_UNITS)
    )
    for part in terms.parts:
        if not least <= part.amount <= most:
            raise Refused(
                _("A milestone costs between %(least)s and %(most)s.") % {"least": least.short, "most": most.short}
            )
        if not 1 <= part.days <= policy.DELIVERY_DAYS_MAXIMUM:
            raise Refused(_("Between 1 and %(most)s days.") % {"most": policy.DELIVERY_DAYS_MAXIMUM})
