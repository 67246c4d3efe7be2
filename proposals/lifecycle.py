"""How a proposal moves: the one place that writes its status, the event with it, and what the job counts of it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from accounts.models import User
from jobs import lifecycle as jobs
from jobs.actions.record import record_proposals
from jobs.actions.touch import touch
from proposals import talk, transitions
from proposals.models import Interview, Proposal, ProposalEvent
from reelbyte import clock

STATE = ["status", "seen_at", "archived_at", "ended_at", "reason", "reason_text"]


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it is now, held until the transaction ends. Lock order everywhere: person, job, proposal."""
    job = jobs.locked(proposal.job)
    row = Proposal.objects.select_for_update(of=("self",)).select_related("creator").get(pk=proposal.pk)
    row.job = job
    return row


def move(
    proposal: Proposal,
    name: str,
    *,
    actor: User | None,
    check: Callable[[Proposal], None] | None = None,
    then: Callable[[Proposal], None] | None = None,
    **columns: Any,
) -> Proposal:
    """Lock, re-check, write (with `columns`), append an event, count; `then(proposal)` runs last in the transaction.

    Asked for what is already so, it returns the proposal as it is. Raises Conflict when the move is not possible.
    What a client does about a proposal is a sign of life of their job.
    """
    with transaction.atomic():
        proposal = locked(proposal)
        to_status = transitions.after(proposal.status, name)
        if to_status is None:
            return proposal
        if check is not None:
            check(proposal)
        now = clock.now()
        from_status, proposal.status = proposal.status, to_status
        if to_status in ("seen", *transitions.SHORTLISTED):
            proposal.seen_at = proposal.seen_at or now
        if to_status in transitions.SHORTLISTED:
            proposal.archived_at = None
        if to_status in transitions.ENDED:
            proposal.ended_at = now
            _cancel_interviews(proposal)
        for column, value in columns.items():
            setattr(proposal, column, value)
        proposal.save(update_fields=STATE)
        record(proposal, name, actor=actor, from_status=from_status)
        recount(proposal.job_id)
        if actor is not None and actor.pk == proposal.job.client_id:
            touch(proposal.job)
        talk.refresh(proposal)
        if then is not None:
            then(proposal)
    return proposal


def record(proposal: Proposal, name: str, *, actor: User | None, from_status: str, **data: Any) -> ProposalEvent:
    """Append what happened. The caller holds the lock."""
    return ProposalEvent.objects.create(
        proposal=proposal, actor=actor, move=name, from_status=from_status, to_status=proposal.status, data=data,
        at=clock.now(),
    )  # fmt: skip


def recount(job_id: int) -> None:
    """Write on the job how many stand and how many of them are shortlisted. The caller holds the job's lock."""
    counts = Proposal.objects.filter(job_id=job_id).aggregate(
        proposals=Count("pk", filter=Q(status__in=transitions.STANDING)),
        shortlisted=Count("pk", filter=Q(status__in=transitions.SHORTLISTED)),
    )
    record_proposals(job_id, **counts)


def _cancel_interviews(proposal: Proposal) -> None:
    """What has ended is not talked about; both read it on the interview's page, and nobody is reminded of it."""
    for interview in proposal.interviews.select_for_update().filter(status__in=transitions.INTERVIEW_LIVE):
        interview.status = Interview.Status.CANCELLED
        interview.remind_at, interview.ended_at = None, clock.now()
        interview.sequence += 1
        interview.save(update_fields=["status", "remind_at", "ended_at", "sequence"])
        talk.refresh_interview(proposal, interview)
