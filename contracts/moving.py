"""How an action writes a move it was allowed: the status, the event, and the end of the contract if it is one."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from contracts import hooks
from contracts import transitions as t
from contracts.models import CancellationRequest, ChangeOrder, Contract, ContractEvent, Milestone
from contracts.transitions import ContractStatus, MilestoneStatus, Party
from reelbyte import clock


def make(
    move: t.Move,
    milestone: Milestone,
    party: Party,
    *,
    actor: User | None = None,
    fields: Iterable[str] = (),
    **data: Any,
) -> ContractEvent | None:
    """Make `move` on a locked milestone and save it with `fields`; None when it has already happened.

    Raises Conflict when it is not possible. `data` (JSON) is told in the event.
    """
    before = milestone.status
    target = t.step(move, before, party)
    if target is None:
        return None
    milestone.status = target.value
    saved = {"status", *fields}
    if target != MilestoneStatus.SUBMITTED:
        # Silence means something only while a delivery waits.
        milestone.auto_release_at = milestone.remind_at = None
        saved |= {"auto_release_at", "remind_at"}
    milestone.save(update_fields=saved)
    event = tell(
        milestone.contract,
        move.name,
        milestone=milestone,
        actor=actor,
        before=before,
        **data,
    )
    if milestone.has_ended or target in t.GIVEN_BACK | t.ACCEPTED | t.UNDER_DISPUTE:
        _overtake_wishes(milestone)
        _overtake_changes(milestone)
    elif move in (t.FUND, t.DELIVER):
        # Paid for is paid for, and a deadline that stands still is not moved.
        _overtake_changes(milestone)
    if milestone.has_ended:
        _end(milestone.contract)
    return event


def tell(
    contract: Contract,
    kind: str,
    *,
    milestone: Milestone | None = None,
    actor: User | None = None,
    before: str = "",
    **data: Any,
) -> ContractEvent:
    """Append a line to the contract's history, and note on the contract that something happened."""
    contract.save(update_fields=["updated_at"])
    return ContractEvent.objects.create(
        contract=contract,
        milestone=milestone,
        actor=actor,
        kind=kind,
        from_status=before,
        to_status=milestone.status if milestone is not None else "",
        data=data,
    )


def _overtake_wishes(milestone: Milestone) -> None:
    """A wish to cancel that nobody answered is overtaken by what happened."""
    CancellationRequest.objects.filter(milestone=milestone, status=CancellationRequest.Status.OPEN).update(
        status=CancellationRequest.Status.OVERTAKEN, answered_at=clock.now()
    )


def _overtake_changes(milestone: Milestone) -> None:
    """A change that nobody answered is overtaken by what happened."""
    ChangeOrder.objects.filter(milestone=milestone, status=ChangeOrder.Status.OPEN).update(
        status=ChangeOrder.Status.OVERTAKEN, answered_at=clock.now()
    )


def _end(contract: Contract) -> None:
    """End the contract if nothing in it is due any more. The contract's lock is held, so no milestone moves.

    What is only proposed keeps nothing open: it goes with the rest.
    """
    proposed = contract.milestones.filter(status=MilestoneStatus.DRAFT)
    agreed = contract.milestones.exclude(status=MilestoneStatus.DRAFT)
    outcome = t.outcome(agreed.values_list("status", flat=True))
    if outcome in (ContractStatus.ACTIVE, contract.status):
        return
    for milestone in proposed:
        milestone.status = MilestoneStatus.CANCELLED.value
        milestone.save(update_fields=["status"])
        tell(contract, t.CANCEL.name, milestone=milestone, before=MilestoneStatus.DRAFT.value)
    contract.status, contract.ended_at = outcome.value, clock.now()
    contract.save(update_fields=["status", "ended_at"])
    tell(contract, f"contract_{outcome.value}")
    hooks.ended(contract)
