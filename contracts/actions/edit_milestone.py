"""Change a milestone that is not paid for, as far as one side may alone."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving, rules
from contracts.actions.add_milestone import check
from contracts.models import Milestone
from contracts.rules import Editing
from reelbyte.errors import Conflict
from reelbyte.money import Money


def edit_milestone(
    actor: User,
    milestone: Milestone,
    *,
    title: str,
    scope: str = "",
    amount: Money | None = None,
    days: int | None = None,
) -> Milestone:
    """Write what changed of it; unchanged, nobody is told.

    Who proposed a milestone changes all of it until the other side has agreed. Once it is agreed, the client may
    reword it until it is paid for; its price and its days change by a change order. Raises `Conflict` when that
    is not open to `actor` (any more), `Refused` for a price or days outside the policy.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        contract = milestone.contract
        editing = rules.editing(milestone, contract.party_of(actor), is_own=milestone.proposed_by_id == actor.pk)
        if editing is None:
            raise Conflict(_("This milestone can no longer be edited. Propose a change order instead."))
        fields = {"title": title, "scope": scope}
        if editing == Editing.ALL:
            amount, days = amount or milestone.amount, days or milestone.delivery_days
            check(contract, amount, days)
            fields |= {"amount_minor": amount.minor, "delivery_days": days}  # type: ignore[dict-item]
        changed = [name for name, value in fields.items() if getattr(milestone, name) != value]
        if not changed:
            return milestone
        for name in changed:
            setattr(milestone, name, fields[name])
        milestone.save(update_fields=changed)
        event = moving.tell(contract, "milestone_edited", milestone=milestone, actor=actor, title=title)
        announcements.announce(event, to=[contract.counterparty_of(actor)])
        return milestone
