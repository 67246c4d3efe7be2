"""Deadlines are columns; this sweeps them."""

import logging
from collections.abc import Callable

from celery import shared_task
from django.db.models import QuerySet

from jobs.actions.expire import expire, warn
from jobs.models import Job
from reelbyte import clock, policy

logger = logging.getLogger(__name__)

BATCH = 200


@shared_task(name="jobs.sweep")
def sweep() -> int:
    """Expire what has been idle, then warn of what will be. Returns how many jobs it changed."""
    now = clock.now()
    idle = Job.objects.open().filter(expires_at__lte=now)
    soon = Job.objects.open().filter(expires_at__lte=now + policy.JOB_EXPIRY_WARNING, warned_at__isnull=True)
    return _each(idle, expire) + _each(soon, warn)


def _each(due: QuerySet[Job], action: Callable[[Job], bool]) -> int:
    changed = 0
    for job in due.order_by("expires_at")[:BATCH]:
        try:
            changed += action(job)
        except Exception:
            logger.exception("job %s was not swept; the next sweep tries again", job.pk)
    return changed
