"""Offers in the chat: loaded once for a whole thread."""

from django.utils.translation import gettext_lazy as _

from messaging import cards
from proposals.models import Offer
from proposals.offering import CARD


def offers(refs: list[str]) -> dict[str, Offer]:
    """The offers behind the cards, with their milestones. Two queries."""
    rows = Offer.objects.filter(public_id__in=refs).prefetch_related("milestones")
    return {str(row.public_id): row for row in rows}


def register() -> None:
    """Called once by `ProposalsConfig.ready`."""
    cards.register(CARD, template="proposals/cards/offer.html", load=offers, label=_("Offer"))
