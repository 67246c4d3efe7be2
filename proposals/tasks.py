"""Deadlines are columns; this sweeps them."""

import logging
from collections.abc import Callable

from celery import shared_task
from django.db.models import Exists, OuterRef, QuerySet

from proposals.actions.expire_offers import expire_offers
from proposals.actions.keep_interviews import expire, hold, remind
from proposals.models import Interview, InterviewSlot
from reelbyte import clock

logger = logging.getLogger(__name__)

BATCH = 200


@shared_task(name="proposals.sweep")
def sweep() -> int:
    """Remind of interviews that begin soon, and end those whose time is over. Returns how many it did."""
    now = clock.now()
    to_come = Exists(InterviewSlot.objects.filter(interview=OuterRef("pk"), starts_at__gt=now))
    unanswered = Interview.objects.filter(~to_come, status=Interview.Status.PROPOSED)
    begun = Interview.objects.filter(status=Interview.Status.ACCEPTED, starts_at__lte=now)
    return _each(Interview.objects.filter(remind_at__lte=now), remind) + _each(unanswered, expire) + _each(begun, hold)


def _each(due: QuerySet[Interview], action: Callable[[Interview], bool]) -> int:
    done = 0
    for interview in due.select_related("proposal__job").order_by("starts_at", "pk")[:BATCH]:
        try:
            done += action(interview)
        except Exception:
            logger.exception("interview %s was not swept; the next sweep tries again", interview.pk)
    return done


@shared_task(name="proposals.sweep_offers")
def sweep_offers() -> int:
    """Expire offers whose time has run out. Returns how many."""
    return expire_offers()
