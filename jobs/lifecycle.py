"""How a job moves: the one place that writes its status, and the event with it."""

from collections.abc import Callable

from django.db import transaction

from accounts.models import User
from jobs import hooks, transitions
from jobs.models import Job, JobEvent
from reelbyte import clock, policy

STATE = ["status", "published_at", "last_active_at", "expires_at", "warned_at"]


def locked(job: Job) -> Job:
    """The job as it is now, held until the transaction ends; its client is read with it."""
    return Job.objects.select_for_update(of=("self",)).select_related("client", "category").get(pk=job.pk)


def renew(job: Job) -> None:
    """Another policy.JOB_IDLE from now. The caller holds the lock, and saves `STATE`."""
    job.last_active_at = clock.now()
    job.expires_at = job.last_active_at + policy.JOB_IDLE
    job.warned_at = None


def move(
    job: Job,
    name: str,
    *,
    actor: User | None,
    check: Callable[[Job], None] | None = None,
    then: Callable[[Job], None] | None = None,
) -> Job:
    """Lock, re-check, write, append an event; `then(job)` runs last in the same transaction.

    Asked for what is already so, it returns the job as it is. Raises Conflict when the move is not possible.
    """
    with transaction.atomic():
        job = locked(job)
        to_status = transitions.after(job.status, name)
        if to_status is None:
            return job
        if check is not None:
            check(job)
        now = clock.now()
        from_status, job.status = job.status, to_status
        if job.is_open:
            job.published_at = job.published_at or now
            renew(job)
        else:
            job.expires_at = job.warned_at = None
        job.save(update_fields=STATE)
        JobEvent.objects.create(job=job, actor=actor, move=name, from_status=from_status, to_status=to_status, at=now)
        hooks.saved(job)
        if from_status == Job.Status.OPEN:
            hooks.ended(job)
        if then is not None:
            then(job)
    return job
