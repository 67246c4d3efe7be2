"""Deadlines are columns; this sweeps them."""

import logging
from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.db import transaction
from django.db.models import QuerySet

from contracts.actions.advance_dispute import advance_dispute
from contracts.actions.auto_accept import auto_accept
from contracts.actions.remind import remind
from contracts.models import Contract, Dispute, Milestone
from reelbyte import clock

logger = logging.getLogger(__name__)

BATCH = 200


@shared_task(name="contracts.sweep_deadlines")
def sweep_deadlines() -> int:
    """Accept what silence has accepted, remind, and bring disputes on. Returns how many rows it changed.

    Each is done in its own transaction, so that one failure costs only itself; a milestone that somebody holds
    is left for the next minute.
    """
    now = clock.now()
    changed = _each(Milestone.objects.filter(auto_release_at__lte=now).order_by("auto_release_at"), auto_accept)
    changed += _each(Milestone.objects.filter(remind_at__lte=now).order_by("remind_at"), remind)
    disputes = Dispute.objects.filter(deadline_at__lte=now).order_by("deadline_at")
    return changed + _each(disputes, advance_dispute, contract="milestones__disputes")


def _each(due: QuerySet[Any], action: Callable[[int], bool], *, contract: str = "milestones") -> int:
    """`contract` is the way from a contract to the rows of `due`."""
    changed = 0
    for pk in due.values_list("pk", flat=True)[:BATCH]:
        try:
            with transaction.atomic():
                # Claimed with SKIP LOCKED: two sweeps, or a sweep and a person, never wait for each other here.
                free = Contract.objects.select_for_update(of=("self",), skip_locked=True).filter(**{contract: pk})
                if free.first() is not None and action(pk):
                    changed += 1
        except Exception:
            logger.exception(
                "a deadline (%s of %s) was not handled; the next sweep tries again", pk, due.model.__name__
            )
    return changed
