"""A creator takes a proposal back."""

from accounts.models import User
from proposals import announcements
from proposals.lifecycle import move
from proposals.models import Proposal
from reelbyte.errors import Conflict


def withdraw(proposal: Proposal, *, actor: User) -> Proposal:
    """Off the client's board for good; they may propose again. Raises Conflict while an offer on it is out."""

    def check(proposal: Proposal) -> None:
        if proposal.creator_id != actor.pk:
            raise Conflict

    return move(proposal, "withdraw", actor=actor, check=check, then=announcements.withdrawn)
