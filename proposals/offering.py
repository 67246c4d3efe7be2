"""How an offer moves: the one place that writes its status, with what follows for its proposal and its card.

Making and answering are actions here; accepting is an action of `contracts`, above, since what is accepted becomes a
contract. Lock order everywhere: job, proposal, offer.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from accounts.models import User
from messaging.actions.post_card import post_card, refresh_card
from proposals import lifecycle, transitions
from proposals.actions import offers as on_proposal
from proposals.models import Offer, OfferEvent
from reelbyte import clock
from reelbyte.errors import Conflict

CARD = "proposals.offer"
# What an offer that came to nothing leaves its proposal with.
OVER = ("decline", "withdraw", "expire")


def locked(offer: Offer) -> Offer:
    """The offer as it is now, with both people, held until the transaction ends; its job and proposal held before."""
    proposal = lifecycle.locked(offer.proposal) if offer.proposal is not None else None
    rows = Offer.objects.select_for_update(of=("self",)).select_related("client", "creator", "made_by", "conversation")
    row = rows.get(pk=offer.pk)
    row.proposal = proposal
    return row


def move(
    offer: Offer,
    name: str,
    *,
    actor: User | None,
    check: Callable[[Offer], None] | None = None,
    then: Callable[[Offer], None] | None = None,
    reason: str = "",
    **data: Any,
) -> Offer:
    """Lock, re-check, write, append an event; `then(offer)` runs last in the transaction.

    Asked for what is already so, it returns the offer as it is. Raises `Conflict` when it was answered otherwise.
    """
    with transaction.atomic():
        offer = locked(offer)
        to_status = transitions.offer_after(offer.status, name)
        if to_status is None:
            return offer
        if check is not None:
            check(offer)
        from_status, offer.status = offer.status, to_status
        offer.answered_at, offer.reason = clock.now(), reason
        offer.save(update_fields=["status", "answered_at", "reason", "updated_at"])
        record(offer, name, actor=actor, from_status=from_status, **data)
        if offer.proposal is not None and name in OVER:
            on_proposal.offer_over(offer.proposal, actor=actor)
        refresh(offer)
        if then is not None:
            then(offer)
    return offer


def record(offer: Offer, name: str, *, actor: User | None, from_status: str = "", **data: Any) -> OfferEvent:
    """Append what happened. The caller holds the lock, or has just made it."""
    return OfferEvent.objects.create(
        offer=offer, actor=actor, move=name, from_status=from_status, to_status=offer.status, data=data, at=clock.now()
    )


def post(offer: Offer) -> None:
    """The card of an offer that was made."""
    if offer.conversation is not None:
        post_card(offer.conversation, CARD, ref=str(offer.public_id), actor=offer.made_by)


def refresh(offer: Offer) -> None:
    """Draw its card anew where it is open."""
    if offer.conversation is not None:
        refresh_card(offer.conversation, CARD, ref=str(offer.public_id))


def is_over(offer: Offer) -> bool:
    """Whether its time has run out: at that moment, not at the minute of the sweep."""
    return clock.now() >= offer.expires_at


def check_in_time(offer: Offer) -> None:
    """`Conflict` when its time has run out."""
    if is_over(offer):
        raise Conflict(transitions.OFFER_TOO_LATE)
