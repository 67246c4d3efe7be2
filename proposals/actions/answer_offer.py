"""Say no to an offer, or take one's own back. Yes is `contracts.actions.accept_offer`."""

from django.utils.translation import gettext as _

from accounts.models import User
from proposals import offer_news, offering
from proposals.models import Offer
from reelbyte.errors import Refused


def decline_offer(actor: User, offer: Offer, *, reason: str = "") -> Offer:
    """Not like this. Raises `Refused` for whoever made it, `Conflict` when it was answered otherwise."""
    if actor.pk != offer.answered_by_id:
        raise Refused(_("This is for the other side to answer."))
    return offering.move(offer, "decline", actor=actor, reason=reason, then=offer_news.declined)


def withdraw_offer(actor: User | None, offer: Offer, *, reason: str = "") -> Offer:
    """Take it back. `actor` None: the house does, because somebody else was hired or one of the two is gone."""
    if actor is not None and actor.pk != offer.made_by_id:
        raise Refused(_("This is for whoever made the offer."))
    return offering.move(offer, "withdraw", actor=actor, reason=reason, then=offer_news.withdrawn)
