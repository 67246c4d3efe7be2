"""A dispute's time is over: called by the sweep, and by nobody else."""

from django.db import transaction

from contracts import announcements, dispute_moving, disputes
from contracts.models import Dispute
from reelbyte import clock


def advance_dispute(dispute_id: int) -> bool:
    """Begin the next round, or hand it to staff; True when it did. Looks again under the lock."""
    with transaction.atomic():
        dispute = dispute_moving.lock(Dispute.objects.get(pk=dispute_id))
        now = clock.now()
        if dispute.deadline_at is None or now < dispute.deadline_at:
            return False
        follows = disputes.when_silent(dispute, now)
        dispute.round, dispute.deadline_at = follows.round, follows.deadline
        if follows.deadline is None:
            dispute_moving.move(dispute, "hand_over")
            event = dispute_moving.tell(dispute, "dispute_with_staff")
        else:
            dispute.save(update_fields=["round", "deadline_at", "updated_at"])
            event = dispute_moving.tell(dispute, "split_round", number=follows.round)
        contract = dispute.milestone.contract
        announcements.announce(event, to=[contract.client, contract.creator])
        return True
