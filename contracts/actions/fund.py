"""The money has arrived in escrow: payments says so, inside the transaction that books it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

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
    """Book the escrow as funded. Told twice of one payment, it changes nothing; nobody is told yet.

    Raises `Unwanted` when the milestone takes no money any more (paid by another checkout, or cancelled
    meanwhile), `Quarantine` when the amount is not the agreed one.
    """
    milestone = locks.lock_escrow(escrow_ref)
    if milestone is None or milestone.funded_by == str(intent.public_id):
        return
    contract = milestone.contract
    if intent.amount != milestone.amount:
        raise Quarantine(f"{intent.amount} for {milestone.amount}")
    before = _paid_before(milestone, intent)
    milestone.funded_minor, milestone.funded_by = (
        milestone.amount_minor,
        str(intent.public_id),
    )
    try:
        moving.make(
            t.FUND,
            milestone,
            Party.SYSTEM,
            fields=["funded_minor", "funded_by"],
            amount_minor=milestone.amount_minor,
            **_together([*before, milestone]),
        )
    except Conflict as error:
        raise Unwanted(milestone.status) from error
    if contract.funded_at is None:
        contract.funded_at = clock.now()
        contract.save(update_fields=["funded_at"])
    # Work paid for at once is done in turn: the days of one begin when the last of what comes before it is due.
    due = [row.due_at for row in before if row.due_at is not None and row.position < milestone.position]
    start_clock(milestone, after=max(due, default=None))
    recount(contract)
    if contract.offer is not None:
        offering.refresh(contract.offer)  # its card says where the money is


def announce_funding(intents: Sequence["PaymentIntent"]) -> None:
    """Tell both sides of a payment once, however many milestones it was for.

    The last that was funded knows the others (`together`); what its money did not reach is not among them.
    """
    milestone = locks.lock_escrow(intents[-1].escrow_ref)
    event = milestone.events.filter(kind=t.FUND.name).first() if milestone is not None else None
    if milestone is None or event is None:
        return
    event.contract, event.milestone = milestone.contract, milestone
    announcements.announce(event, to=[milestone.contract.creator, milestone.contract.client])


def _paid_before(milestone: Milestone, intent: "PaymentIntent") -> list[Milestone]:
    """What the same checkout has funded so far."""
    if intent.paid_with_id is None:
        return []
    payments = [str(part.public_id) for part in intent.together]
    return list(milestone.contract.milestones.filter(funded_by__in=payments).order_by("position"))


def _together(paid: Sequence[Milestone]) -> dict[str, Any]:
    """For the event: what has come with one payment so far, when it is more than one milestone."""
    if len(paid) == 1:
        return {}
    amount = sum(row.amount_minor for row in paid)
    return {"together": {"amount_minor": amount, "titles": [row.title for row in paid]}}


def fail_funding(escrow_ref: str, intent: "PaymentIntent") -> None:
    """A checkout ended without money: the milestone waits for another, unless one is still open."""
    milestone = locks.lock_escrow(escrow_ref)
    if milestone is None or not t.is_open(t.FAIL_FUNDING, milestone.status, Party.SYSTEM):
        return
    if type(intent).objects.filter(escrow_ref=escrow_ref, status__in=intent.OPEN).exclude(pk=intent.pk).exists():
        return
    moving.make(t.FAIL_FUNDING, milestone, Party.SYSTEM, why=intent.failure)
    announcements.room_changed(milestone.contract)
