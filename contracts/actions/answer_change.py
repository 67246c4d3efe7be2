"""Answer a change order or a wish for more time, or take one's own back."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving, rules
from contracts import transitions as t
from contracts.actions.add_milestone import append
from contracts.actions.retotal import retotal
from contracts.models import ChangeOrder, ContractEvent, Milestone
from contracts.transitions import MilestoneStatus, Party
from payments.actions.give_up_checkout import give_up_checkout
from reelbyte import clock
from reelbyte.errors import Conflict, Refused

Status = ChangeOrder.Status


def accept_change(actor: User, order: ChangeOrder) -> ChangeOrder:
    """Agree: from now on it is so. Raises `Conflict` when the milestone has moved since it was proposed."""
    with transaction.atomic():
        order, done = _locked(actor, order, Status.ACCEPTED)
        if not done:
            _check(order)
            _answer(order, Status.ACCEPTED)
            _apply(order)
            _tell(order, actor, "accepted")
        return order


def decline_change(actor: User, order: ChangeOrder) -> ChangeOrder:
    """Do not agree: everything stays as it is."""
    return _close(actor, order, Status.DECLINED)


def withdraw_change(actor: User, order: ChangeOrder) -> ChangeOrder:
    """Take one's own back."""
    return _close(actor, order, Status.WITHDRAWN)


def _close(actor: User, order: ChangeOrder, status: Status) -> ChangeOrder:
    with transaction.atomic():
        order, done = _locked(actor, order, status)
        if not done:
            _answer(order, status)
            _tell(order, actor, status.value)
        return order


def _locked(actor: User, order: ChangeOrder, status: Status) -> tuple[ChangeOrder, bool]:
    """The order as it is now, its milestone locked, and whether it has that answer already.

    Raises `Refused` when it is not this person's to answer, `Conflict` when it was answered otherwise.
    """
    milestone = locks.lock(order.milestone_id)
    order = ChangeOrder.objects.select_for_update().get(pk=order.pk)
    order.milestone = milestone
    milestone.contract.party_of(actor)
    if (order.proposed_by_id == actor.pk) != (status == Status.WITHDRAWN):
        raise Refused(_("This is for the other side to answer."))
    if order.status == status:
        return order, True
    if order.status != Status.OPEN:
        raise Conflict(_("This question is no longer open."))
    return order, False


def _check(order: ChangeOrder) -> None:
    """A change is agreed to as it was read: against these values, and not for a day that has passed."""
    milestone = order.milestone
    proposed_against = (order.old_amount_minor, order.old_delivery_days, order.old_due_at)
    if not rules.is_changeable(milestone):
        raise Conflict(_("Nothing can be changed in this milestone any more."))
    if proposed_against != (milestone.amount_minor, milestone.delivery_days, milestone.due_at):
        raise Conflict(_("This milestone has changed since. Ask for a new proposal."))
    if order.due_at is not None and order.due_at <= clock.now():
        raise Conflict(_("The proposed day has passed. Ask for a new proposal."))


def _apply(order: ChangeOrder) -> None:
    milestone = order.milestone
    if order.due_at is not None:
        milestone.due_at = order.due_at
    if order.delivery_days is not None:
        milestone.delivery_days = order.delivery_days
    if order.is_extension:
        milestone.extensions_used += 1
    elif order.amount_minor is not None:
        if milestone.status in t.UNFUNDED:
            _reprice(milestone, order.amount_minor)
        else:
            _add_the_rise(order)
    milestone.save(update_fields=["due_at", "delivery_days", "extensions_used", "amount_minor"])
    retotal(milestone.contract)


def _reprice(milestone: Milestone, amount_minor: int) -> None:
    """A checkout that is open for the old price takes no money any more."""
    give_up_checkout(milestone.escrow_ref)
    milestone.amount_minor = amount_minor
    if milestone.status == MilestoneStatus.FUNDING_PENDING:
        moving.make(t.FAIL_FUNDING, milestone, Party.SYSTEM, fields=["amount_minor"])


def _add_the_rise(order: ChangeOrder) -> None:
    """What is paid for is paid for: the difference is a milestone of its own, to be paid next."""
    milestone = order.milestone
    rise = (order.amount_minor or 0) - milestone.amount_minor
    title = _("%(title)s: addition") % {"title": milestone.title[:180]}
    added = append(
        milestone.contract,
        title=title,
        scope=order.reason,
        status=MilestoneStatus.AWAITING_FUNDING,
        proposed_by=order.proposed_by,
        amount_minor=rise,
        delivery_days=milestone.delivery_days,
        revisions_agreed=milestone.revisions_agreed,
    )
    moving.tell(milestone.contract, "milestone_added", milestone=added, title=title, amount_minor=rise)


def _answer(order: ChangeOrder, status: Status) -> None:
    order.status, order.answered_at = status, clock.now()
    order.save(update_fields=["status", "answered_at"])


def _tell(order: ChangeOrder, actor: User, how: str) -> ContractEvent:
    contract = order.milestone.contract
    event = moving.tell(contract, f"{order.kind}_{how}", milestone=order.milestone, actor=actor, **order.facts())
    announcements.announce(event, to=[contract.counterparty_of(actor)])
    return event
