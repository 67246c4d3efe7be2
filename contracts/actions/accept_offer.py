"""Accept an offer: the agreement becomes a contract."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.standing import check_may_begin, held
from accounts.visibility import blocked_between
from contracts import announcements, moving
from contracts.models import Contract, Milestone
from contracts.transitions import MilestoneStatus
from jobs.actions.fill import fill
from jobs.models import Job
from messaging.actions.open_conversation import open_conversation
from proposals import offering
from proposals.actions import offers as on_proposal
from proposals.actions.answer_offer import withdraw_offer
from proposals.models import Offer
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused


def accept_offer(offer: Offer, user: User) -> Contract:
    """The contract of this offer, made once: the offer's own id is its order key.

    Its proposal is hired and its job filled with it; what else was offered on that job is taken back. Raises
    `Refused` for whoever made the offer and when the two may not begin anything, `Conflict` when it was answered
    otherwise, has expired, or somebody else was hired.
    """
    with transaction.atomic():
        user = held(user)
        offer = locked(offer)
        made = Contract.objects.filter(offer=offer).first()
        if made is not None:
            return made
        check(offer, user)
        accepted = offering.move(offer, "accept", actor=user, check=offering.check_in_time)
        contract = _make(accepted, user)
        if offer.proposal is not None:
            _hire(offer, user)
        return contract


def locked(offer: Offer) -> Offer:
    """The offer as it is now; of a job, with the job held: two offers on it are accepted one after the other."""
    return offering.locked(offer)


def check(offer: Offer, user: User) -> None:
    """Raises as `accept_offer` says."""
    if user.pk != offer.answered_by_id:
        raise Refused(_("This is for the other side to answer."))
    check_may_begin(user)
    if blocked_between(offer.client, offer.creator) or offer.made_by.status != User.Status.ACTIVE:
        raise Refused(_("This offer cannot be accepted at the moment."))
    if offer.proposal is not None and offer.proposal.job.status == Job.Status.FILLED:
        raise Conflict(_("Somebody else was hired for this job."))


def _make(offer: Offer, user: User) -> Contract:
    parts = list(offer.milestones.all())
    contract = Contract.objects.create(
        client=offer.client,
        creator=offer.creator,
        gig=offer.gig,
        offer=offer,
        title=offer.title,
        terms=_snapshot(offer),
        currency=offer.currency,
        total_minor=offer.total_minor,
        fee_bps=policy.FEE_BPS,
        auto_accept_days=policy.AUTO_ACCEPT.days,
        revision_days=policy.REVISION_TURNAROUND.days,
        late_grace_hours=int(policy.LATE_GRACE.total_seconds() // 3600),
        dispute_days=policy.DISPUTE_WINDOW.days,
        order_key=offer.public_id,
        # What is to be done was said before it was agreed: the clock waits for the money only.
        brief_answered_at=clock.now(),
    )
    Milestone.objects.bulk_create(
        Milestone(
            contract=contract,
            position=part.position,
            title=part.title,
            status=MilestoneStatus.AWAITING_FUNDING,
            currency=offer.currency,
            amount_minor=part.amount_minor,
            delivery_days=part.days,
            revisions_agreed=offer.revisions,
        )
        for part in parts
    )
    contract.conversation = open_conversation(
        people=[offer.client, offer.creator],
        subject=f"contract:{contract.public_id}",
        subject_label=contract.title,
        url=contract.get_absolute_url(),
    )
    contract.save(update_fields=["conversation"])
    event = moving.tell(contract, "offer_accepted", actor=user, amount_minor=offer.total_minor)
    announcements.announce(event, to=[contract.counterparty_of(user)])
    return contract


def _snapshot(offer: Offer) -> dict:
    """The offer as it was accepted: what is shown as agreed, whatever becomes of the milestones."""
    return {
        "lines": [
            {"title": part.title, "quantity": 1, "amount_minor": part.amount_minor, "days": part.days}
            for part in offer.milestones.all()
        ],
        "scope": offer.scope,
        "licence": offer.licence,
        "revisions": offer.revisions,
        "offer": str(offer.public_id),
        "job": offer.proposal.job.slug if offer.proposal is not None else "",
    }


def _hire(offer: Offer, user: User) -> None:
    """The proposal and its job with it. The job is held, so nobody else is hired meanwhile."""
    assert offer.proposal is not None  # noqa: S101 - asked by the only caller
    on_proposal.hired(offer.proposal, actor=user)
    fill(offer.proposal.job, actor=user)
    others = Offer.objects.open().filter(proposal__job=offer.proposal.job_id).select_related("proposal__job")
    for other in others.order_by("proposal_id"):
        withdraw_offer(None, other, reason=_("Somebody else was hired."))
