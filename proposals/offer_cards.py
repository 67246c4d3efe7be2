"""Offers in the chat: loaded once for a whole thread."""

from django.utils.translation import gettext_lazy as _

from messaging import cards
from proposals.models import Offer
from proposals.offer_terms import sums_of
from proposals.offering import CARD
from reelbyte import policy


def offers(refs: list[str]) -> dict[str, Offer]:
    """The offers behind the cards, with their milestones. Two queries."""
    rows = Offer.objects.filter(public_id__in=refs).prefetch_related("milestones")
    found = {str(row.public_id): row for row in rows}
    for offer in found.values():
        # Nobody commits to what they have not seen.
        offer.sums, offer.fee_percent = sums_of(offer), policy.FEE_BPS / 100  # type: ignore[attr-defined]
    return found


def register() -> None:
    """Called once by `ProposalsConfig.ready`."""
    cards.register(CARD, template="proposals/cards/offer.html", load=offers, label=_("Offer"))
