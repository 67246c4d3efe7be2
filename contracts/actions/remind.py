"""Remind the client that silence will accept: called by the sweep."""

from django.db import transaction

from contracts import announcements, locks, moving, rules
from contracts.models import Delivery
from reelbyte import clock, policy


def remind(milestone_id: int) -> bool:
    """Tell the client once about every reminder that has come due, and write down the next; True when it did.

    A sweep that was away past two of them tells one, the later.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone_id)
        now = clock.now()
        if milestone.remind_at is None or milestone.remind_at > now or rules.is_silence_over(milestone, now):
            return False
        delivery = milestone.deliveries.get(status=Delivery.Status.WAITING)
        began = delivery.playable_at
        milestone.remind_at = rules.next_reminder(began, now, policy.AUTO_ACCEPT_REMINDERS) if began else None
        milestone.save(update_fields=["remind_at"])
        days_left = max((milestone.auto_release_at - now).days, 0) if milestone.auto_release_at else 0
        event = moving.tell(
            milestone.contract, "reminded", milestone=milestone, version=delivery.version, days_left=days_left
        )
        announcements.announce(event, to=[milestone.contract.client])
        return True
