"""A client opens a proposal."""

from accounts.models import User
from proposals.lifecycle import move
from proposals.models import Proposal


def see(proposal: Proposal, *, actor: User) -> Proposal:
    """Sent becomes seen, when it is the job's client who looks; whatever else it is stays as it is."""
    if proposal.status != Proposal.Status.SENT or proposal.job.client_id != actor.pk:
        return proposal
    return move(proposal, "see", actor=actor)
