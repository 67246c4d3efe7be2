"""Propose another milestone."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving
from contracts.models import Contract, Milestone
from contracts.transitions import MilestoneStatus
from reelbyte import policy
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money


def add_milestone(
    actor: User, contract: Contract, *, key: UUID, title: str, amount: Money, days: int, scope: str = ""
) -> Milestone:
    """A milestone that `actor` proposes: it can be paid for once the other side has agreed.

    `key` is made by the page: pressed twice, it is proposed once. `days` run from its payment. Raises `Refused`
    for a price or a number of days outside the policy, `Conflict` when the contract is over or full.
    """
    check(contract, amount, days)
    with transaction.atomic():
        contract = locks.lock_contract(contract.pk)
        contract.party_of(actor)
        known = Milestone.objects.filter(public_id=key).first()
        if known is not None:
            if known.contract_id != contract.pk:
                raise Refused(_("This page is out of date. Load it again."))
            return known
        if not contract.is_active:
            raise Conflict(_("This contract is over."))
        milestone = append(
            contract,
            public_id=key,
            proposed_by=actor,
            status=MilestoneStatus.DRAFT,
            title=title,
            scope=scope,
            amount_minor=amount.minor,
            delivery_days=days,
        )
        event = moving.tell(
            contract, "milestone_proposed", milestone=milestone, actor=actor, title=title, amount_minor=amount.minor
        )
        announcements.announce(event, to=[contract.counterparty_of(actor)])
        return milestone


def append(contract: Contract, **fields: object) -> Milestone:
    """The next milestone of a locked contract; its rounds of changes are those of the one before."""
    last = contract.milestones.order_by("position").last()
    if contract.milestones.exclude(status=MilestoneStatus.CANCELLED).count() >= policy.MILESTONES_MAXIMUM:
        raise Conflict(_("A contract has at most %(most)s milestones.") % {"most": policy.MILESTONES_MAXIMUM})
    fields.setdefault("revisions_agreed", last.revisions_agreed if last is not None else 0)
    position = contract.milestones.aggregate(last=Max("position"))["last"] or 0
    return Milestone.objects.create(contract=contract, position=position + 1, currency=contract.currency, **fields)


def check(contract: Contract, amount: Money, days: int) -> None:
    """`Refused`, in words, for a price or a time that no milestone can have."""
    least, most = (
        Money.of(units, contract.currency) for units in (policy.PRICE_MINIMUM_UNITS, policy.PRICE_MAXIMUM_UNITS)
    )
    if amount.currency != contract.currency or not least <= amount <= most:
        raise Refused(_("A milestone costs between %(least)s and %(most)s.") % {"least": least, "most": most})
    if not 1 <= days <= policy.DELIVERY_DAYS_MAXIMUM:
        raise Refused(_("Between 1 and %(most)s days.") % {"most": policy.DELIVERY_DAYS_MAXIMUM})
