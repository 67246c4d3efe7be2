"""Say what one would agree to."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, dispute_moving
from contracts.actions.open_dispute import check_share
from contracts.disputes import DisputeStatus
from contracts.models import Dispute, SplitOffer
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money


def offer_split(actor: User, dispute: Dispute, *, to_client: Money) -> SplitOffer:
    """One offer of each side in each round; it stands until it is answered or the rounds are over.

    The same again returns the first. Raises `Conflict` when no offers are made now, `Refused` for a second, other one.
    """
    with transaction.atomic():
        dispute = dispute_moving.lock(dispute)
        contract = dispute.milestone.contract
        contract.party_of(actor)
        if dispute.status != DisputeStatus.NEGOTIATING:
            raise Conflict(_("Offers are made after the answer, and until our staff take over."))
        check_share(to_client, dispute.amount)
        made = dispute.offers.filter(offered_by=actor, round=dispute.round).first()
        if made is not None:
            if made.to_client != to_client:
                raise Refused(_("You have made your offer of this round. The next round begins when its time is over."))
            return made
        offer = SplitOffer.objects.create(
            dispute=dispute,
            offered_by=actor,
            round=dispute.round,
            currency=dispute.currency,
            amount_minor=dispute.amount_minor,
            to_client_minor=to_client.minor,
        )
        event = dispute_moving.tell(
            dispute,
            "split_offered",
            actor=actor,
            to_client_minor=offer.to_client.minor,
            to_creator_minor=offer.to_creator.minor,
        )
        announcements.announce(event, to=[contract.counterparty_of(actor)])
        return offer
