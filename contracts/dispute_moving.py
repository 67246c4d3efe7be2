"""How the actions of a dispute lock it, move it, and tell of it: the contract first, then its milestone, then this."""

from typing import Any

from accounts.models import User
from contracts import disputes, locks, moving
from contracts.models import ContractEvent, Dispute, SplitOffer
from reelbyte import clock


def lock(dispute: Dispute) -> Dispute:
    """The dispute as it is now, with `dispute.milestone` and its contract, all locked."""
    milestone = locks.lock(dispute.milestone_id)
    locked = Dispute.objects.select_for_update().get(pk=dispute.pk)
    locked.milestone = milestone
    return locked


def move(dispute: Dispute, name: str) -> bool:
    """Make the move on a locked dispute and save all of it; False when it has already happened.

    Raises `Conflict` when it is not possible. What is over takes its deadline and its open offers with it.
    """
    target = disputes.after(dispute.status, name)
    if target is None:
        return False
    dispute.status = target
    if target not in disputes.TIMED:
        dispute.deadline_at = None
        lapse(dispute)
    if target not in disputes.LIVE:
        dispute.closed_at = clock.now()
    dispute.save()
    return True


def lapse(dispute: Dispute) -> None:
    """Offers nobody answered count no more."""
    dispute.offers.filter(status=SplitOffer.Status.OPEN).update(
        status=SplitOffer.Status.LAPSED, answered_at=clock.now()
    )


def tell(dispute: Dispute, kind: str, *, actor: User | None = None, **data: Any) -> ContractEvent:
    """A line in the contract's history that is about this dispute."""
    milestone = dispute.milestone
    return moving.tell(
        milestone.contract, kind, milestone=milestone, actor=actor, dispute=str(dispute.public_id), **data
    )
