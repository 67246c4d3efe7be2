"""The one place that locks: the contract, then its milestone.

Payments goes on from there with intent, operation and ledger accounts; `hooks` gives it `lock_escrow`. Videos
of a delivery are locked before (see `actions.deliver`), because a video that becomes ready brings its own lock.
"""

from collections.abc import Iterable
from uuid import UUID

from contracts.models import Contract, Milestone, Tip

PREFIX = "milestone:"
TIP_PREFIX = "tip:"


def is_tip(escrow_ref: str) -> bool:
    """A tip goes on to the creator as soon as it is paid."""
    return escrow_ref.startswith(TIP_PREFIX)


def lock(milestone_id: int) -> Milestone:
    """The milestone as it is now, with `milestone.contract`, both locked until the transaction ends."""
    contract = (
        Contract.objects.select_for_update(of=("self",))
        .select_related("client", "creator", "conversation", "gig__creator")
        .get(milestones=milestone_id)
    )
    milestone = Milestone.objects.select_for_update().get(pk=milestone_id)
    milestone.contract = contract
    return milestone


def lock_several(contract_id: int, milestone_ids: Iterable[int]) -> list[Milestone]:
    """Milestones of one contract as they are now, in their order, all locked until the transaction ends."""
    contract = lock_contract(contract_id)
    rows = Milestone.objects.select_for_update().filter(contract=contract, pk__in=milestone_ids).order_by("position")
    milestones = list(rows)
    for milestone in milestones:
        milestone.contract = contract
    return milestones


def lock_contract(contract_id: int) -> Contract:
    """The contract as it is now, locked until the transaction ends."""
    found = Contract.objects.select_for_update(of=("self",)).select_related("client", "creator", "conversation")
    return found.get(pk=contract_id)


def lock_escrow(escrow_ref: str) -> Milestone | None:
    """The locked milestone of an escrow; None for an escrow of something else."""
    milestone_id = of_escrow(escrow_ref)
    return None if milestone_id is None else lock(milestone_id)


def of_escrow(escrow_ref: str) -> int | None:
    """The primary key of the milestone whose escrow this is, or None."""
    public_id = _id(escrow_ref, PREFIX)
    return Milestone.objects.filter(public_id=public_id).values_list("pk", flat=True).first() if public_id else None


def lock_tip(escrow_ref: str) -> Tip | None:
    """The tip of an escrow with its contract, both locked; None for an escrow of something else."""
    public_id = _id(escrow_ref, TIP_PREFIX)
    if public_id is None:
        return None
    contract_id = Tip.objects.filter(public_id=public_id).values_list("contract", flat=True).first()
    if contract_id is None:
        return None
    contract = lock_contract(contract_id)
    tip = Tip.objects.select_for_update(of=("self",)).select_related("client").get(public_id=public_id)
    tip.contract = contract
    return tip


def _id(escrow_ref: str, prefix: str) -> UUID | None:
    """The public id in a reference of ours, or None."""
    if not escrow_ref.startswith(prefix):
        return None
    try:
        return UUID(escrow_ref.removeprefix(prefix))
    except ValueError:
        return None
