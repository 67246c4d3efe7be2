"""Propose another price, another deadline, or more time."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving, rules
from contracts.actions.add_milestone import check
from contracts.models import ChangeOrder, Milestone
from contracts.transitions import UNFUNDED
from reelbyte import clock
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money


def propose_change(
    actor: User,
    milestone: Milestone,
    *,
    reason: str,
    amount: Money | None = None,
    days: int | None = None,
    due_at: datetime | None = None,
) -> ChangeOrder:
    """A change order; the milestone stays as it is until the other side accepts.

    What equals the present is no change. Before the payment price and days can change; afterwards the price only
    rises, and what it rises by becomes a milestone of its own, paid for by itself. `due_at` moves a deadline
    that runs. Raises `Refused` in words for what cannot be changed so, `Conflict` when nothing can.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        changes: dict[str, Any] = {
            "amount_minor": None if amount in (None, milestone.amount) else amount.minor,  # type: ignore[union-attr]
            "delivery_days": None if days == milestone.delivery_days else days,
            "due_at": None if due_at == milestone.due_at else due_at,
        }
        if (known := _known(actor, milestone, changes)) is not None:
            return known
        if not rules.is_changeable(milestone):
            raise Conflict(_("Nothing can be changed in this milestone any more."))
        if not any(changes.values()):
            raise Refused(_("Change the price or the time: everything is as it was."))
        _check(milestone, amount, days, changes["due_at"])
        return _ask(actor, milestone, ChangeOrder.Kind.CHANGE, reason, changes)


def ask_extension(creator: User, milestone: Milestone, *, reason: str, due_at: datetime) -> ChangeOrder:
    """The creator asks for more time. Only what is granted counts against the number agreed.

    Raises `Conflict` when no deadline runs, `Refused` when the extensions are used up or the day is not later.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        changes: dict[str, Any] = {"amount_minor": None, "delivery_days": None, "due_at": due_at}
        if (known := _known(creator, milestone, changes)) is not None:
            return known
        if not rules.may_ask_extension(milestone, milestone.contract.party_of(creator)):
            raise Conflict(_("More time cannot be asked for now."))
        if milestone.due_at is None or due_at <= max(clock.now(), milestone.due_at):
            raise Refused(_("Choose a day after the present deadline."))
        return _ask(creator, milestone, ChangeOrder.Kind.EXTENSION, reason, changes)


def _known(actor: User, milestone: Milestone, changes: dict[str, Any]) -> ChangeOrder | None:
    """The same, asked before; Conflict when something else is before the other side."""
    order = milestone.change_orders.filter(status=ChangeOrder.Status.OPEN).first()
    if order is None:
        return None
    if order.proposed_by_id == actor.pk and all(getattr(order, name) == value for name, value in changes.items()):
        return order
    raise Conflict(_("A change of this milestone waits for an answer already."))


def _check(milestone: Milestone, amount: Money | None, days: int | None, due_at: datetime | None) -> None:
    if milestone.status in UNFUNDED:
        check(milestone.contract, amount or milestone.amount, days or milestone.delivery_days)
        if due_at is not None:
            raise Refused(_("Its time starts with the payment: change the days instead."))
        return
    if amount is not None and amount < milestone.amount:
        raise Refused(_("What is in escrow for a milestone cannot be made less. Ask to cancel it, or leave it."))
    if amount is not None and amount != milestone.amount:
        check(milestone.contract, amount - milestone.amount, days or milestone.delivery_days)
    if days is not None and days != milestone.delivery_days and milestone.due_at is not None:
        raise Refused(_("Its time runs already: change the deadline instead."))
    if due_at is not None and not (milestone.waits_for_creator and due_at > clock.now()):
        raise Refused(_("Choose a deadline that is still to come, while the work is under way."))


def _ask(
    actor: User, milestone: Milestone, kind: ChangeOrder.Kind, reason: str, changes: dict[str, Any]
) -> ChangeOrder:
    contract = milestone.contract
    order = ChangeOrder.objects.create(
        milestone=milestone,
        kind=kind,
        proposed_by=actor,
        reason=reason,
        old_amount_minor=milestone.amount_minor,
        old_delivery_days=milestone.delivery_days,
        old_due_at=milestone.due_at,
        **changes,
    )
    event = moving.tell(
        contract, f"{kind.value}_requested", milestone=milestone, actor=actor, reason=reason, **order.facts()
    )
    announcements.announce(event, to=[contract.counterparty_of(actor)])
    return order
