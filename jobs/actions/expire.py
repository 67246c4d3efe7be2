"""Jobs that their clients have left alone: a warning first, then they expire. Called by the sweep."""

from django.db import transaction

from jobs import announcements
from jobs.lifecycle import locked, move
from jobs.models import Job
from reelbyte import clock, policy


def warn(job: Job) -> bool:
    """Tell the client once, policy.JOB_EXPIRY_WARNING before it expires. True when it told them."""
    with transaction.atomic():
        job = locked(job)
        if not job.is_open or job.warned_at is not None or job.expires_at is None:
            return False
        if job.expires_at - policy.JOB_EXPIRY_WARNING > clock.now():
            return False
        job.warned_at = clock.now()
        job.save(update_fields=["warned_at"])
        announcements.expiring(job)
    return True


def expire(job: Job) -> bool:
    """Idle for policy.JOB_IDLE: no more proposals. True when it has expired now."""
    with transaction.atomic():
        job = locked(job)
        # Renewed, or closed, since the sweep looked.
        if not job.is_open or job.expires_at is None or job.expires_at > clock.now():
            return False
        move(job, "expire", actor=None, then=announcements.expired)
    return True
