"""Open the checkout that pays for milestones: one, or several at once."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving
from contracts import transitions as t
from contracts.models import Contract, Milestone
from payments.actions.open_checkout import Line, open_checkout_of
from reelbyte.errors import Conflict, Refused

if TYPE_CHECKING:
    from payments.models import PaymentIntent


def open_funding(client: User, milestone: Milestone, *, return_url: str, cancel_url: str) -> "PaymentIntent":
    """The payment whose `checkout_url` the browser goes to; the open one, while there is one.

    Raises `Conflict` when it is paid for, called off, or a payment is being processed.
    """
    return open_funding_of(client, milestone.contract, [milestone], return_url=return_url, cancel_url=cancel_url)


def open_funding_of(
    client: User, contract: Contract, chosen: Collection[Milestone], *, return_url: str, cancel_url: str
) -> "PaymentIntent":
    """One payment for all of `chosen`, milestones of `contract`: each escrow gets its own price, or none does.

    Raises `Refused` for nothing, `Conflict` when any of them is paid for, called off, or being paid for.
    """
    if not chosen:
        raise Refused(_("Tick what you want to pay for."))
    with transaction.atomic():
        milestones = locks.lock_several(contract.pk, [milestone.pk for milestone in chosen])
        if len(milestones) < len(chosen):
            raise Conflict
        contract = milestones[0].contract
        party = contract.party_of(client)
        for milestone in milestones:
            t.step(t.OPEN_FUNDING, milestone.status, party)
        intent = open_checkout_of(
            client,
            [Line(row.escrow_ref, row.amount, _described(row)) for row in milestones],
            payee=contract.creator,
            return_url=return_url,
            cancel_url=cancel_url,
        )
        begun = [row for row in milestones if row.status != t.OPEN_FUNDING.target]
        for milestone in begun:
            moving.make(t.OPEN_FUNDING, milestone, party, actor=client)
        if begun:
            announcements.room_changed(contract)
        return intent


def _described(milestone: Milestone) -> str:
    words = _("%(contract)s: %(milestone)s") % {"contract": milestone.contract.title, "milestone": milestone.title}
    return words[:200]
