"""What the offers of the app above do to the proposal they are on. Called inside their transactions."""

from accounts.models import User
from proposals.lifecycle import move
from proposals.models import Proposal


def offered(proposal: Proposal, *, actor: User) -> Proposal:
    """An offer is out: nobody changes, withdraws or declines the proposal under it. Asked again, it is so already."""
    return move(proposal, "offer", actor=actor)


def offer_over(proposal: Proposal, *, actor: User | None) -> Proposal:
    """It was declined, withdrawn or ran out: back on the shortlist, or expired with a job that has ended meanwhile."""
    proposal = move(proposal, "offer_over", actor=actor)
    return proposal if proposal.job.is_open else move(proposal, "expire", actor=None)


def hired(proposal: Proposal, *, actor: User) -> Proposal:
    """The offer was accepted. Raises Conflict when there was none."""
    return move(proposal, "hire", actor=actor)
