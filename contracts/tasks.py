"""Deadlines are columns; this sweeps them."""

import logging
from collections.abc import Callable

from celery import shared_task
from django.db import transaction
from django.db.models import QuerySet

from contracts.actions.auto_accept import auto_accept
from contracts.actions.remind import remind
from contracts.models import Contract, Milestone
from reelbyte import clock

logger = logging.getLogger(__name__)

BATCH = 200


@shared_task(name="contracts.sweep_deadlines")
def sweep_deadlines() -> int:
    """Accept what silence has accepted, then remind. Returns how many milestones it changed.

    Each is done in its own transaction, so that one failure costs only itself; a milestone that somebody holds
    is left for the next minute.
    """
    now = clock.now()
    changed = _each(Milestone.objects.filter(auto_release_at__lte=now).order_by("auto_release_at"), auto_accept)
    changed += _each(Milestone.objects.filter(remind_at__lte=now).order_by("remind_at"), remind)
    return changed


def _each(due: QuerySet[Milestone], action: Callable[[int], bool]) -> int:
    changed = 0
    for milestone_id in due.values_list("pk", flat=True)[:BATCH]:
        try:
            with transaction.atomic():
                # Claimed with SKIP LOCKED: two sweeps, or a sweep and a person, never wait for each other here.
                free = Contract.objects.select_for_update(of=("self",), skip_locked=True).filter(
                    milestones=milestone_id
                )
                if free.first() is not None and action(milestone_id):
                    changed += 1
        except Exception:
            logger.exception("the deadline of milestone %s was not handled; the next sweep tries again", milestone_id)
    return changed
