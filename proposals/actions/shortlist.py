"""A client keeps a proposal in the running, or lets it drop back."""

from accounts.models import User
from proposals import announcements
from proposals.lifecycle import move
from proposals.models import Proposal
from reelbyte.errors import Conflict


def shortlist(proposal: Proposal, *, actor: User) -> Proposal:
    """On the shortlist, and back on the board; the creator is told, and can change it no more."""
    return move(proposal, "shortlist", actor=actor, check=_of(actor), then=announcements.shortlisted)


def unshortlist(proposal: Proposal, *, actor: User) -> Proposal:
    """Off it again, as one that was seen. Raises Conflict while an interview or an offer is under way."""
    return move(proposal, "unshortlist", actor=actor, check=_of(actor))


def _of(actor: User):  # noqa: ANN202 - a check of `move`
    def check(proposal: Proposal) -> None:
        if proposal.job.client_id != actor.pk:
            raise Conflict

    return check
