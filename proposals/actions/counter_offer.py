"""Answer an offer with another."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.standing import held
from proposals import offering
from proposals.actions.make_offer import check_people, write
from proposals.models import Offer
from proposals.offer_terms import Terms, check
from reelbyte.errors import Refused


def counter_offer(actor: User, offer: Offer, terms: Terms, *, key: UUID) -> Offer:
    """The other offer, for whoever made the first to answer. On a proposal it takes the first one's place.

    Pressed twice (`key`), it is one offer. Raises `Refused` for whoever made the offer, `Conflict` when it was
    answered otherwise or its time has run out.
    """
    check(terms)
    with transaction.atomic():
        actor = held(actor)
        offer = offering.locked(offer)
        made = Offer.objects.filter(counter_of=offer, made_by=actor, offer_key=key).first()
        if made is not None:
            return made
        if actor.pk != offer.answered_by_id:
            raise Refused(_("This is for the other side to answer."))
        check_people(actor, offer.client, offer.creator, is_known=True)
        answered = offering.move(offer, "counter", actor=actor, check=offering.check_in_time)
        return write(
            actor,
            offer.client,
            offer.creator,
            terms,
            key=key,
            proposal=answered.proposal,
            gig=answered.gig,
            counter_of=answered,
        )
