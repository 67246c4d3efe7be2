"""Money has reached its destination, or could not: payments says so, inside the transaction that settles it."""

from typing import TYPE_CHECKING

from contracts import announcements, locks, moving, resolution
from contracts import transitions as t
from contracts.actions.recount import recount
from contracts.models import Milestone
from contracts.transitions import MilestoneStatus, Party
from reelbyte import clock

if TYPE_CHECKING:
    from payments.models import Operation


def settle_release(escrow_ref: str, operation: "Operation") -> None:
    """The creator is credited: the milestone is released. Told twice, it is released once."""
    milestone = _of(escrow_ref, operation)
    if milestone is None or resolution.settle_part(milestone, operation):
        return
    if t.step(t.SETTLE_RELEASE, milestone.status, Party.SYSTEM) is None:
        return
    milestone.released_minor += operation.amount_minor
    milestone.fee_minor += operation.fee_minor
    milestone.released_at = clock.now()
    event = moving.make(
        t.SETTLE_RELEASE,
        milestone,
        Party.SYSTEM,
        fields=["released_minor", "fee_minor", "released_at"],
        amount_minor=operation.amount_minor,
        fee_minor=operation.fee_minor,
    )
    recount(milestone.contract)
    if event is not None:
        announcements.announce(event, to=[milestone.contract.creator, milestone.contract.client])


def settle_refund(escrow_ref: str, operation: "Operation") -> None:
    """The money is back with the client: the milestone is refunded. Told twice, it is refunded once."""
    milestone = _of(escrow_ref, operation)
    if milestone is None or resolution.settle_part(milestone, operation):
        return
    if t.step(t.SETTLE_REFUND, milestone.status, Party.SYSTEM) is None:
        return
    milestone.refunded_minor += operation.amount_minor
    event = moving.make(
        t.SETTLE_REFUND,
        milestone,
        Party.SYSTEM,
        fields=["refunded_minor"],
        amount_minor=operation.amount_minor,
    )
    recount(milestone.contract)
    if event is not None:
        # Payments tells the client, whose card it goes to.
        announcements.announce(event, to=[milestone.contract.creator])


def hold_up(escrow_ref: str, operation: "Operation") -> None:
    """The gateway refused for good: said so where both see it. Staff ask again; nothing is undone silently.

    A refund can be refused after it had gone through: then it was not refunded after all.
    """
    milestone = _of(escrow_ref, operation)
    if milestone is None or resolution.hold_up(milestone, operation):
        return
    move = {"release": t.FAIL_RELEASE, "refund": t.FAIL_REFUND}.get(operation.kind)
    if move is None or not t.is_open(move, milestone.status, Party.SYSTEM):
        return
    if milestone.status == MilestoneStatus.REFUNDED:
        milestone.refunded_minor -= operation.amount_minor
    event = moving.make(move, milestone, Party.SYSTEM, fields=["refunded_minor"], why=operation.failure)
    if event is not None:
        waiting = milestone.contract.creator if move is t.FAIL_RELEASE else milestone.contract.client
        announcements.announce(event, to=[waiting])


def try_again(escrow_ref: str, operation: "Operation") -> None:
    """Staff have asked the gateway again: the money is on its way, and no longer held up."""
    milestone = _of(escrow_ref, operation)
    move = {"release": t.RETRY_RELEASE, "refund": t.RETRY_REFUND}.get(operation.kind)
    if milestone is not None and move is not None and t.is_open(move, milestone.status, Party.SYSTEM):
        moving.make(move, milestone, Party.SYSTEM)
        announcements.room_changed(milestone.contract)


def _of(escrow_ref: str, operation: "Operation") -> Milestone | None:
    """The locked milestone this operation pays out.

    None for other escrows, and for a second payment into this one: that it goes back says nothing about the work.
    """
    milestone = locks.lock_escrow(escrow_ref)
    if milestone is None or operation.intent is None:
        return None
    return milestone if str(operation.intent.public_id) == milestone.funded_by else None
