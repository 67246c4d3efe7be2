"""The money has arrived in escrow: payments says so, inside the transaction that books it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from contracts import announcements, locks, moving
from contracts import transitions as t
from contracts.actions.recount import recount
from contracts.actions.start_clock import start_clock
from contracts.models import Milestone
from contracts.transitions import Party
from payments.errors import Quarantine, Unwanted
from proposals import offering
from reelbyte import clock
from reelbyte.errors import Conflict

if TYPE_CHECKING:
    from payments.models import PaymentIntent


def fund(escrow_ref: str, intent: "PaymentIntent") -> None:
    """Book the escrow as funded. Told twice of one payment, it changes nothing.

    Raises `Unwanted` when the milestone takes no money any more (paid by another checkout, or cancelled
    meanwhile), `Quarantine` when the amount is not the agreed one.
    """
    milestone = locks.lock_escrow(escrow_ref)
    if milestone is None or milestone.funded_by == str(intent.public_id):
        return
    contract = milestone.contract
    if intent.amount != milestone.amount:
        raise Quarantine(f"{intent.amount} for {milestone.amount}")
    milestone.funded_minor, milestone.funded_by = (
        milestone.amount_minor,
        str(intent.public_id),
    )
    try:
        event = moving.make(
            t.FUND,
            milestone,
            Party.SYSTEM,
            fields=["funded_minor", "funded_by"],
            amount_minor=milestone.amount_minor,
        )
    except Conflict as error:
        raise Unwanted(milestone.status) from error
    if contract.funded_at is None:
        contract.funded_at = clock.now()
        contract.save(update_fields=["funded_at"])
    start_clock(milestone, after=_due_before(milestone, intent))
    recount(contract)
    if event is not None:
        announcements.announce(event, to=[contract.creator, contract.client])
    if contract.offer is not None:
        offering.refresh(contract.offer)  # its card says where the money is


def _due_before(milestone: Milestone, intent: "PaymentIntent") -> datetime | None:
    """When the last of what comes first and was paid for with it is due: work paid for at once is done in turn."""
    if intent.paid_with_id is None:
        return None
    payments = [str(part.public_id) for part in intent.together]
    rows = milestone.contract.milestones.filter(funded_by__in=payments, position__lt=milestone.position)
    return rows.aggregate(last=Max("due_at"))["last"]


def fail_funding(escrow_ref: str, intent: "PaymentIntent") -> None:
    """A checkout ended without money: the milestone waits for another, unless one is still open."""
    milestone = locks.lock_escrow(escrow_ref)
    if milestone is None or not t.is_open(t.FAIL_FUNDING, milestone.status, Party.SYSTEM):
        return
    if type(intent).objects.filter(escrow_ref=escrow_ref, status__in=intent.OPEN).exclude(pk=intent.pk).exists():
        return
    moving.make(t.FAIL_FUNDING, milestone, Party.SYSTEM, why=intent.failure)
    announcements.room_changed(milestone.contract)
