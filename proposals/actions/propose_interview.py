"""A client would like to talk before anybody is hired."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.standing import begins
from proposals import interview_notices, talk
from proposals.lifecycle import move
from proposals.models import Interview, InterviewSlot, Proposal
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused


def propose_interview(
    proposal: Proposal,
    client: User,
    *,
    starts: Sequence[datetime],
    minutes: int,
    place: str = "",
    note: str = "",
) -> Interview:
    """Up to policy.INTERVIEW_SLOTS_MAXIMUM times, of which the creator takes one. One interview at a time.

    Raises Conflict for a proposal that is not theirs or no longer open, or with an interview under way; Refused for
    times that have passed, are further off than policy.INTERVIEW_AHEAD, are too many, or twice the same.
    """
    times = _checked(starts)
    made: list[Interview] = []

    def check(proposal: Proposal) -> None:
        if proposal.job.client_id != client.pk:
            raise Conflict

    def then(proposal: Proposal) -> None:
        interview = Interview.objects.create(
            proposal=proposal, minutes=minutes, place=place.strip()[:300], note=note.strip()[:1_000]
        )
        InterviewSlot.objects.bulk_create(InterviewSlot(interview=interview, starts_at=at) for at in times)
        talk.post_interview(proposal, interview)
        interview_notices.proposed(interview)
        made.append(interview)

    with begins(client):
        move(proposal, "interview", actor=client, check=check, then=then)
    if not made:
        raise Conflict(_("There is an interview under way already."))
    return made[0]


def _checked(starts: Sequence[datetime]) -> list[datetime]:
    times, now = sorted(set(starts)), clock.now()
    if not times or len(times) != len(starts):
        raise Refused(_("Propose one time or more, each of them once."))
    if len(times) > policy.INTERVIEW_SLOTS_MAXIMUM:
        raise Refused(_("Propose %(most)s times at most.") % {"most": policy.INTERVIEW_SLOTS_MAXIMUM})
    if times[0] <= now:
        raise Refused(_("Choose times that have not passed."))
    if times[-1] > now + policy.INTERVIEW_AHEAD:
        raise Refused(_("Choose times within %(days)s days.") % {"days": policy.INTERVIEW_AHEAD.days})
    return times
