"""Silence accepts: called by the sweep, and by nobody else."""

from django.db import transaction

from contracts import locks, rules
from contracts.actions.accept import approve
from contracts.models import Delivery
from contracts.transitions import MilestoneStatus, Party
from reelbyte import clock


def auto_accept(milestone_id: int) -> bool:
    """Accept the waiting version when the client's time to answer is over; True when it did.

    Looks again under the lock: an answer that came first has removed the deadline.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone_id)
        if milestone.status != MilestoneStatus.SUBMITTED or not rules.is_silence_over(milestone, clock.now()):
            return False
        delivery = milestone.deliveries.get(status=Delivery.Status.WAITING)
        approve(milestone, delivery, Party.SYSTEM)
        return True
