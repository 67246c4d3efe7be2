"""Start the creator's time."""

from datetime import datetime, timedelta

from contracts.models import Milestone
from contracts.transitions import MilestoneStatus
from reelbyte import clock


def start_clock(milestone: Milestone, *, after: datetime | None = None) -> bool:
    """Set the deadline of a locked milestone, once it is paid for and the brief is answered; True if it did.

    `after`: when the work is due that is begun at the same moment and comes first. Nobody does both at once.
    """
    if milestone.due_at is not None or milestone.status != MilestoneStatus.FUNDED:
        return False
    if milestone.contract.waits_for_brief:
        return False
    now = clock.now()
    milestone.due_at = max(after or now, now) + timedelta(days=milestone.delivery_days)
    milestone.save(update_fields=["due_at"])
    return True
