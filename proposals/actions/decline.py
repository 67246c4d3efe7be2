"""A client says no, and why."""

from accounts.models import User
from proposals import announcements
from proposals.lifecycle import move
from proposals.models import Proposal
from reelbyte.errors import Conflict, Refused


def decline(proposal: Proposal, *, actor: User, reason: str, text: str = "") -> Proposal:
    """`reason` is one of Proposal.Reason; the creator reads it, and `text`.

    Raises Refused without a reason, Conflict while an offer on it is out, and for what has ended.
    """
    if reason not in Proposal.Reason.values:
        raise Refused

    def check(proposal: Proposal) -> None:
        if proposal.job.client_id != actor.pk:
            raise Conflict

    return move(
        proposal,
        "decline",
        actor=actor,
        check=check,
        then=announcements.declined,
        reason=reason,
        reason_text=text.strip()[:500],
    )
