"""Open the checkout that pays for a milestone."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving
from contracts import transitions as t
from contracts.models import Milestone
from payments.actions.open_checkout import open_checkout

if TYPE_CHECKING:
    from payments.models import PaymentIntent


def open_funding(client: User, milestone: Milestone, *, return_url: str, cancel_url: str) -> "PaymentIntent":
    """The payment whose `checkout_url` the browser goes to; the open one, while there is one.

    Raises `Conflict` when it is paid for, called off, or a payment is being processed.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        contract, before = milestone.contract, milestone.status
        t.step(t.OPEN_FUNDING, before, contract.party_of(client))
        intent = open_checkout(
            client,
            milestone.escrow_ref,
            amount=milestone.amount,
            payee=contract.creator,
            description=_("%(contract)s: %(milestone)s") % {"contract": contract.title, "milestone": milestone.title},
            return_url=return_url,
            cancel_url=cancel_url,
        )
        if before != t.OPEN_FUNDING.target:
            moving.make(t.OPEN_FUNDING, milestone, contract.party_of(client), actor=client)
            announcements.room_changed(contract)
        return intent
