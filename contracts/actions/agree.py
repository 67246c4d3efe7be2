"""Agree to a milestone that the other side has proposed."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving
from contracts import transitions as t
from contracts.actions.retotal import retotal
from contracts.models import Milestone
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money


def agree(actor: User, milestone: Milestone, *, amount: Money, days: int) -> Milestone:
    """From now on it can be paid for. `amount` and `days` are what the page showed.

    Raises `Refused` for whoever proposed it, `Conflict` when it was changed meanwhile or taken back.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        contract = milestone.contract
        party = contract.party_of(actor)
        if milestone.status in t.UNFUNDED - {t.MilestoneStatus.DRAFT}:
            return milestone
        t.step(t.AGREE, milestone.status, party)
        if milestone.proposed_by_id == actor.pk:
            raise Refused(_("This is for the other side to answer."))
        if (amount, days) != (milestone.amount, milestone.delivery_days):
            raise Conflict(_("This milestone was changed meanwhile. Look at it again."))
        event = moving.make(
            t.AGREE, milestone, party, actor=actor, title=milestone.title, amount_minor=milestone.amount_minor
        )
        retotal(contract)
        if event is not None:
            announcements.announce(event, to=[contract.counterparty_of(actor)])
        return milestone
