"""Offer an agreement: from a proposal, from a profile, from a chat."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.standing import check_may_begin, held
from accounts.visibility import blocked_between
from gigs.models import Gig
from messaging import rules as talk_rules
from messaging.actions.open_conversation import open_conversation
from messaging.models import Conversation
from proposals import lifecycle, offer_news, offering
from proposals.actions import offers as on_proposal
from proposals.models import Offer, OfferMilestone, Proposal
from proposals.offer_terms import Terms, check
from reelbyte import clock, limits, policy
from reelbyte.errors import Refused


def make_offer(
    actor: User,
    other: User,
    terms: Terms,
    *,
    key: UUID,
    is_client: bool,
    proposal: Proposal | None = None,
    gig: Gig | None = None,
) -> Offer:
    """An offer that `other` answers until it expires. `is_client`: whether `actor` would be the one who pays.

    Pressed twice (`key`), it is one offer. On a proposal only the job's client makes it, and one at a time. Raises
    `Refused` in words when these two cannot agree on anything now, or the terms are none; `Conflict` when the
    proposal was answered otherwise; `TooMany` for more than anybody needs in a day.
    """
    check(terms)
    if (made := _made(actor, key)) is not None:
        return made
    try:
        with transaction.atomic():
            actor = held(actor)
            client, creator = (actor, other) if is_client else (other, actor)
            if proposal is not None:
                proposal = lifecycle.locked(proposal)
                if (actor, other) != (proposal.job.client, proposal.creator):
                    raise Refused(_("Only the job's client makes an offer on a proposal."))
            check_people(actor, client, creator, is_known=proposal is not None)
            limits.take("proposals.offer", actor.pk, most=policy.OFFERS_A_DAY, per=timedelta(days=1))
            if proposal is not None:
                on_proposal.offered(proposal, actor=actor)
            return write(actor, client, creator, terms, key=key, proposal=proposal, gig=gig)
    except IntegrityError:
        if (made := _made(actor, key)) is not None:
            return made
        raise


def write(
    actor: User,
    client: User,
    creator: User,
    terms: Terms,
    *,
    key: UUID,
    proposal: Proposal | None = None,
    gig: Gig | None = None,
    counter_of: Offer | None = None,
) -> Offer:
    """The rows, the card and the notice: what an offer and a counter share."""
    offer = Offer.objects.create(
        client=client,
        creator=creator,
        made_by=actor,
        proposal=proposal,
        gig=gig,
        counter_of=counter_of,
        conversation=_conversation(client, creator, proposal),
        title=terms.title,
        scope=terms.scope,
        currency=terms.currency,
        total_minor=terms.sums.total.minor,
        revisions=terms.revisions,
        licence=terms.licence,
        message=terms.message,
        expires_at=clock.now() + policy.OFFER_EXPIRES,
        offer_key=key,
    )
    OfferMilestone.objects.bulk_create(
        OfferMilestone(offer=offer, position=position, title=part.title, amount_minor=part.amount.minor, days=part.days)
        for position, part in enumerate(terms.parts, start=1)
    )
    offering.record(offer, "make", actor=actor)
    offering.post(offer)
    offer_news.made(offer)
    return offer


def check_people(actor: User, client: User, creator: User, *, is_known: bool = False) -> None:
    """`Refused`, in words, when these two can agree on nothing now. `is_known`: they are in touch already."""
    other = creator if actor == client else client
    if client == creator:
        raise Refused(_("An offer needs two people."))
    check_may_begin(actor)
    if not (client.is_client and creator.is_creator):
        raise Refused(_("An offer is between a client and a creator."))
    if blocked_between(client, creator) or other.status != User.Status.ACTIVE:
        raise Refused(_("This person takes no offers at the moment."))
    if not is_known and not Conversation.objects.filter(people_key=Conversation.key_for([client, creator])).exists():
        talk_rules.check_may_begin(actor, other)


def _made(actor: User, key: UUID) -> Offer | None:
    return Offer.objects.filter(made_by=actor, offer_key=key).first()


def _conversation(client: User, creator: User, proposal: Proposal | None) -> Conversation:
    """Where the two talk about it: about the job it is for, else directly."""
    if proposal is None:
        return open_conversation(people=[client, creator], subject="direct", subject_label="")
    job = proposal.job
    return open_conversation(
        people=[client, creator], subject=f"job:{job.slug}", subject_label=job.title, url=job.get_absolute_url()
    )
