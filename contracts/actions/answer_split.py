"""Agree to a split, or do not."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, dispute_moving, resolution
from contracts.models import Dispute, SplitOffer
from contracts.transitions import Party
from reelbyte import clock
from reelbyte.errors import Conflict, Refused

Status = SplitOffer.Status


def accept_split(actor: User, offer: SplitOffer) -> Dispute:
    """Settle the dispute by the other side's offer: the money goes where it says. Accepted twice, it moves once.

    Raises `Refused` for one's own offer, `Conflict` when it does not stand any more.
    """
    with transaction.atomic():
        offer, dispute = _locked(actor, offer)
        if offer.status == Status.ACCEPTED:
            return dispute
        _answer(offer, Status.ACCEPTED)
        dispute.to_client_minor = offer.to_client_minor
        dispute_moving.move(dispute, "settle")
        event = resolution.carry_out(dispute, dispute.milestone, party=Party.SYSTEM, actor=actor)
        if event is not None:
            announcements.announce(event, to=[dispute.milestone.contract.counterparty_of(actor)])
        return dispute


def decline_split(actor: User, offer: SplitOffer) -> Dispute:
    """Do not agree. Declined twice, it is declined once."""
    with transaction.atomic():
        offer, dispute = _locked(actor, offer)
        if offer.status != Status.DECLINED:
            _answer(offer, Status.DECLINED)
            event = dispute_moving.tell(dispute, "split_declined", actor=actor)
            announcements.announce(event, to=[dispute.milestone.contract.counterparty_of(actor)])
        return dispute


def _locked(actor: User, offer: SplitOffer) -> tuple[SplitOffer, Dispute]:
    dispute = dispute_moving.lock(offer.dispute)
    dispute.milestone.contract.party_of(actor)
    offer = SplitOffer.objects.select_for_update().get(pk=offer.pk)
    if offer.offered_by_id == actor.pk:
        raise Refused(_("This is for the other side to answer."))
    return offer, dispute


def _answer(offer: SplitOffer, status: Status) -> None:
    if offer.status != Status.OPEN:
        raise Conflict(_("This offer does not stand any more."))
    offer.status, offer.answered_at = status, clock.now()
    offer.save(update_fields=["status", "answered_at"])
