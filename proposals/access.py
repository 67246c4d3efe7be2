"""Load and authorise. A stranger gets 404."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from proposals.models import Interview, Offer, Proposal, ProposalFile, ProposalTemplate


def own_proposal(user: User, public_id: UUID, lock: bool = False) -> Proposal:
    """A proposal they sent, in any state; with its job, the job's client and its pitch.

    It stays theirs whatever becomes of the job: they may read what they wrote.
    """
    return _one(Proposal.objects.of_creator(user), public_id, lock)


def proposal_for_client(user: User, public_id: UUID, lock: bool = False) -> Proposal:
    """A proposal on a job of theirs that was not withdrawn; with its job and creator."""
    return _one(Proposal.objects.for_client(user), public_id, lock)


def offer_for(user: User, public_id: UUID, lock: bool = False) -> Offer:
    """An offer they are a side of, whoever made it; with both people, its proposal and the proposal's job."""
    offers = Offer.objects.of(user)
    if lock:
        offers = offers.select_for_update(of=("self",))
    related = offers.select_related("client", "creator", "made_by", "proposal__job", "gig", "conversation")
    return get_object_or_404(related, public_id=public_id)


def interview_for(user: User, public_id: UUID) -> Interview:
    """An interview they are a side of; with its proposal, job and both people."""
    rows = Interview.objects.select_related("proposal__job__client", "proposal__creator").prefetch_related("slots")
    interview = get_object_or_404(rows, public_id=public_id)
    if user.pk not in (interview.proposal.creator_id, interview.proposal.job.client_id):
        raise Http404
    return interview


def file_for(user: User, public_id: UUID) -> ProposalFile:
    """An attachment of a proposal they sent, or of one they may read as the job's client."""
    theirs = Q(proposal__creator=user) | Q(proposal__in=Proposal.objects.for_client(user))
    return get_object_or_404(ProposalFile.objects.filter(theirs), public_id=public_id)


def own_template(user: User, public_id: UUID) -> ProposalTemplate:
    """A cover letter of their own."""
    return get_object_or_404(ProposalTemplate, owner=user, public_id=public_id)


def _one(proposals, public_id: UUID, lock: bool) -> Proposal:  # noqa: ANN001 - a queryset of proposals
    if lock:
        proposals = proposals.select_for_update(of=("self",))
    related = proposals.select_related("job__client", "job__category__parent", "creator", "pitch")
    return get_object_or_404(related, public_id=public_id)
