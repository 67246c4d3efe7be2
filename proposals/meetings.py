"""How an interview moves: the one place that writes its status."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from proposals import lifecycle, talk, transitions
from proposals.models import Interview, Proposal
from reelbyte import clock, policy

STATE = ["status", "starts_at", "remind_at", "answered_at", "ended_at", "reason", "sequence"]


def move(
    interview: Interview,
    name: str,
    *,
    actor: User | None,
    check: Callable[[Interview], None] | None = None,
    then: Callable[[Interview], None] | None = None,
    **columns: Any,
) -> Interview:
    """Lock the job, the proposal and it; re-check, write (with `columns`), append an event to the proposal.

    When it is over, the proposal goes back to the shortlist. Asked for what is already so, it returns it as it is;
    raises Conflict when the move is not possible. `then(interview)` runs last in the transaction.
    """
    with transaction.atomic():
        proposal = lifecycle.locked(interview.proposal)
        interview = Interview.objects.select_for_update().get(pk=interview.pk)
        interview.proposal = proposal
        to_status = transitions.interview_after(interview.status, name)
        if to_status is None:
            return interview
        if check is not None:
            check(interview)
        _write(interview, to_status, columns)
        lifecycle.record(proposal, f"interview_{name}", actor=actor, from_status=proposal.status)
        if not interview.is_live and proposal.status == Proposal.Status.INTERVIEW:
            interview.proposal = lifecycle.move(proposal, "interview_over", actor=actor)
        talk.refresh_interview(proposal, interview)
        if then is not None:
            then(interview)
    return interview


def next_reminder(starts_at: datetime) -> datetime | None:
    """The next of policy.INTERVIEW_REMINDERS that is still to come."""
    times = [starts_at - before for before in policy.INTERVIEW_REMINDERS]
    return min((at for at in times if at > clock.now()), default=None)


def _write(interview: Interview, to_status: str, columns: dict[str, Any]) -> None:
    interview.status = to_status
    for column, value in columns.items():
        setattr(interview, column, value)
    if not interview.is_live:
        interview.ended_at, interview.remind_at = clock.now(), None
    interview.sequence += 1
    interview.save(update_fields=STATE)
