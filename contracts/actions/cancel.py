"""Call a milestone off, in the way that is open to this person now."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving, rules
from contracts import transitions as t
from contracts.actions.retotal import retotal
from contracts.models import Milestone
from contracts.rules import Way
from contracts.transitions import Party
from payments.actions.refund import claim_refund
from reelbyte import clock
from reelbyte.errors import Conflict

IMMEDIATE = {Way.UNFUNDED, Way.BY_CREATOR, Way.LATE}


def cancel(actor: User, milestone: Milestone, *, way: Way, reason: str = "") -> Milestone:
    """End the milestone, and give back all that is in its escrow.

    `way` is what the person was shown and agreed to; when another is open by now (it was paid for, or
    delivered), `Conflict`. Asked again, it is cancelled once.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        party = milestone.contract.party_of(actor)
        if milestone.status in t.GIVEN_BACK or milestone.status == t.MilestoneStatus.CANCELLED:
            return milestone
        open_way = rules.way_to_cancel(milestone, party, clock.now(), delivered=was_delivered(milestone))
        if way not in IMMEDIATE or open_way != way:
            raise Conflict(_("This has changed in the meantime: it can no longer be cancelled this way."))
        if way == Way.UNFUNDED:
            event = moving.make(t.CANCEL, milestone, party, actor=actor, reason=reason)
            retotal(milestone.contract)
            if event is not None:
                announcements.announce(event, to=[milestone.contract.counterparty_of(actor)])
        else:
            give_back(milestone, party, actor=actor, way=way, reason=reason)
        return milestone


def give_back(milestone: Milestone, party: Party, *, actor: User, way: Way, reason: str) -> None:
    """Claim the refund of all that a locked milestone holds, and tell the other side."""
    contract = milestone.contract
    amount = milestone.in_escrow
    event = moving.make(
        t.CLAIM_REFUND, milestone, party, actor=actor, way=way.value, reason=reason, amount_minor=amount.minor
    )
    if event is None:
        return
    claim_refund(
        milestone.escrow_ref,
        payer=contract.client,
        amount=amount,
        key=f"refund:{milestone.public_id}",
        subject=contract.title,
    )
    announcements.announce(event, to=[contract.counterparty_of(actor)])


def was_delivered(milestone: Milestone) -> bool:
    """Whether a version that could be watched was ever handed over."""
    return milestone.deliveries.filter(playable_at__isnull=False).exists()
