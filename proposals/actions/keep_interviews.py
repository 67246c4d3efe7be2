"""What time does to interviews: reminders, and an end. Called by the sweep."""

from django.db import transaction

from proposals import interview_notices, lifecycle, meetings
from proposals.models import Interview
from reelbyte import clock


def remind(interview: Interview) -> bool:
    """Tell both that it begins soon, and set the next reminder. True when they were told now.

    A sweep that comes late tells once, not once for each reminder it has missed; and never after it has begun.
    """
    with transaction.atomic():
        proposal = lifecycle.locked(interview.proposal)
        interview = Interview.objects.select_for_update().get(pk=interview.pk)
        interview.proposal = proposal
        now = clock.now()
        if interview.remind_at is None or interview.starts_at is None or interview.remind_at > now:
            return False
        due, interview.remind_at = interview.remind_at, meetings.next_reminder(interview.starts_at)
        interview.save(update_fields=["remind_at"])
        if interview.starts_at <= now:
            return False
        interview_notices.begins_soon(interview, due)
    return True


def expire(interview: Interview) -> bool:
    """Every time that was proposed has passed without an answer. True when it has expired now."""
    if interview.status != Interview.Status.PROPOSED or interview.slots.filter(starts_at__gt=clock.now()).exists():
        return False
    meetings.move(interview, "expire", actor=None, then=interview_notices.expired)
    return True


def hold(interview: Interview) -> bool:
    """The time that was agreed on is over. True when it is over now."""
    if interview.status != Interview.Status.ACCEPTED or interview.ends_at is None or interview.ends_at > clock.now():
        return False
    meetings.move(interview, "hold", actor=None)
    return True
