"""Start the creator's time."""

from datetime import timedelta

from contracts.models import Milestone
from contracts.transitions import MilestoneStatus
from reelbyte import clock


def start_clock(milestone: Milestone) -> bool:
    """Set the deadline of a locked milestone, once it is paid for and the brief is answered; True if it did."""
    if milestone.due_at is not None or milestone.status != MilestoneStatus.FUNDED:
        return False
    if milestone.contract.waits_for_brief:
        return False
    milestone.due_at = clock.now() + timedelta(days=milestone.delivery_days)
    milestone.save(update_fields=["due_at"])
    return True
