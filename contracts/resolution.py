"""How a dispute's outcome becomes money: what was settled or decided is claimed, paid and settled like any other.

Before a release the escrow is split: the creator's part is released with its fee, the client's refunded. After one
the client's part is taken back out of the creator's held earning, with the fee on it.
"""

from typing import TYPE_CHECKING

from contracts import announcements, moving
from contracts import transitions as t
from contracts.actions.recount import recount
from contracts.models import ContractEvent, Dispute, Milestone
from contracts.transitions import MilestoneStatus, Party
from payments.actions.hold_earning import lift_hold
from payments.actions.refund import claim_refund
from payments.actions.release import claim_release
from reelbyte import clock
from reelbyte.money import Money, fee_of_part

if TYPE_CHECKING:
    from accounts.models import User
    from payments.models import Operation


def carry_out(dispute: Dispute, milestone: Milestone, *, party: Party, actor: "User | None") -> ContractEvent | None:
    """Claim what the outcome of a locked, settled or decided dispute gives each side. Returns the event of it."""
    to_client, to_creator = dispute.to_client, dispute.to_creator
    assert to_client is not None and to_creator is not None  # noqa: S101 - the database's own rule
    event = moving.make(
        t.RESOLVE,
        milestone,
        party,
        actor=actor,
        dispute=str(dispute.public_id),
        by=party.value,
        to_client_minor=to_client.minor,
        to_creator_minor=to_creator.minor,
    )
    if event is None:
        return None
    if to_creator and not dispute.was_released:
        _release(dispute, milestone, to_creator)
    if to_client:
        claim_refund(
            milestone.escrow_ref,
            payer=milestone.contract.client,
            amount=to_client,
            key=f"dispute:{dispute.public_id}:refund",
            subject=milestone.contract.title,
        )
    if dispute.was_released:
        lift_hold(milestone.escrow_ref)
        if not to_client:
            _settle(milestone)
    return event


def settle_part(milestone: Milestone, operation: "Operation") -> bool:
    """Note what one side has got; True when the milestone was under a decision, and this is dealt with.

    Amounts are set, not added: told twice, they are the same. With the last part the milestone is resolved.
    """
    if milestone.status not in (MilestoneStatus.RESOLVING, MilestoneStatus.RESOLVED):
        return False
    if operation.kind == "release":
        milestone.released_minor, milestone.fee_minor = operation.amount_minor, operation.fee_minor
        milestone.released_at = clock.now()
    else:
        milestone.refunded_minor = operation.amount_minor
        if operation.release is not None:
            milestone.released_minor = milestone.funded_minor - operation.amount_minor
            milestone.fee_minor = operation.release.fee_minor - operation.fee_minor
    if milestone.in_escrow:
        milestone.save(update_fields=_AMOUNTS)
    else:
        _settle(milestone)
    return True


def hold_up(milestone: Milestone, operation: "Operation") -> bool:
    """The gateway refused one side's part: said to both, tried again by staff. True when this was about a dispute."""
    if milestone.status not in (MilestoneStatus.RESOLVING, MilestoneStatus.RESOLVED):
        return False
    if milestone.status == MilestoneStatus.RESOLVED:
        # It had gone through, and came back.
        milestone.refunded_minor -= operation.amount_minor
        moving.make(t.REOPEN_RESOLUTION, milestone, Party.SYSTEM, fields=["refunded_minor"])
    contract = milestone.contract
    event = moving.tell(contract, f"fail_{operation.kind}", milestone=milestone, why=operation.failure)
    announcements.announce(event, to=[contract.creator if operation.kind == "release" else contract.client])
    return True


_AMOUNTS = ["released_minor", "fee_minor", "released_at", "refunded_minor"]


def _release(dispute: Dispute, milestone: Milestone, amount: Money) -> None:
    contract = milestone.contract
    fee = fee_of_part(
        released_before=milestone.released_minor,
        part=amount.minor,
        bps=contract.fee_bps,
        taken_before=milestone.fee_minor,
    )
    claim_release(
        milestone.escrow_ref,
        payee=contract.creator,
        amount=amount,
        fee=Money(fee, amount.currency),
        key=f"dispute:{dispute.public_id}:release",
        subject=contract.title,
    )


def _settle(milestone: Milestone) -> None:
    event = moving.make(t.SETTLE_RESOLUTION, milestone, Party.SYSTEM, fields=_AMOUNTS)
    if event is not None:
        recount(milestone.contract)
        announcements.announce(event, to=[milestone.contract.creator, milestone.contract.client])
