"""Either of the two calls it off."""

from functools import partial

from accounts.models import User
from proposals import interview_notices, meetings
from proposals.models import Interview
from reelbyte.errors import Conflict


def cancel_interview(interview: Interview, actor: User, *, reason: str = "") -> Interview:
    """Before it was answered or after. The other is told, and nobody is reminded. Raises Conflict once it is over."""

    def check(interview: Interview) -> None:
        if actor.pk not in (interview.proposal.creator_id, interview.proposal.job.client_id):
            raise Conflict

    return meetings.move(
        interview,
        "cancel",
        actor=actor,
        check=check,
        then=partial(interview_notices.cancelled, by=actor),
        reason=reason.strip()[:300],
    )
