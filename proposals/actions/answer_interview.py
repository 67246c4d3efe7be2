"""A creator takes one of the times, or none."""

from django.utils.translation import gettext as _

from accounts.models import User
from proposals import interview_notices, meetings
from proposals.models import Interview, InterviewSlot
from reelbyte import clock
from reelbyte.errors import Conflict


def accept_interview(interview: Interview, creator: User, slot: InterviewSlot) -> Interview:
    """Agreed: both are reminded. The same time again changes nothing.

    Raises Conflict for a time that has passed or is another interview's, for somebody else's, and for what was
    answered otherwise.
    """

    def check(interview: Interview) -> None:
        if interview.proposal.creator_id != creator.pk or slot.interview_id != interview.pk:
            raise Conflict
        if slot.starts_at <= clock.now():
            raise Conflict(_("This time has passed. Take another, or write to the client."))

    answered = meetings.move(
        interview,
        "accept",
        actor=creator,
        check=check,
        then=interview_notices.accepted,
        starts_at=slot.starts_at,
        remind_at=meetings.next_reminder(slot.starts_at),
        answered_at=clock.now(),
    )
    if answered.starts_at != slot.starts_at:
        raise Conflict(_("You have agreed to another of these times already."))
    return answered


def decline_interview(interview: Interview, creator: User, *, reason: str = "") -> Interview:
    """None of them; the client reads why, and may propose others."""

    def check(interview: Interview) -> None:
        if interview.proposal.creator_id != creator.pk:
            raise Conflict

    return meetings.move(
        interview,
        "decline",
        actor=creator,
        check=check,
        then=interview_notices.declined,
        reason=reason.strip()[:300],
        answered_at=clock.now(),
    )
