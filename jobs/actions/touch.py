"""A sign of life of a job's client: it stays open for another while."""

from django.db import transaction

from jobs.lifecycle import locked, renew
from jobs.models import Job


def touch(job: Job) -> Job:
    """Another policy.JOB_IDLE from now, and the warning forgotten. A job that is not open stays as it is.

    Called by whatever the client does about an open job: changing it, inviting, answering a proposal.
    """
    with transaction.atomic():
        job = locked(job)
        if job.is_open:
            renew(job)
            job.save(update_fields=["last_active_at", "expires_at", "warned_at"])
    return job
