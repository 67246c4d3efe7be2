"""Load and authorise, in one step: what is not theirs does not exist."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import get_object_or_404

from payments.models import Operation, PaymentIntent, PayoutMethod

if TYPE_CHECKING:
    from accounts.models import User


def intent_for(user: "User", public_id: UUID) -> PaymentIntent:
    """A payment of this payer's."""
    return get_object_or_404(PaymentIntent, payer=user, public_id=public_id)


def checkout_for(user: "User", gid: str) -> PaymentIntent:
    """The payment behind a page of the sandbox gateway."""
    return get_object_or_404(PaymentIntent, payer=user, gateway="sandbox", gateway_id=gid)


def method_for(user: "User", public_id: UUID) -> PayoutMethod:
    """An active payout method of this creator's."""
    return get_object_or_404(PayoutMethod, user=user, public_id=public_id, status=PayoutMethod.Status.ACTIVE)


def withdrawal_for(user: "User", public_id: UUID) -> Operation:
    """A withdrawal of this creator's."""
    return get_object_or_404(Operation, user=user, public_id=public_id, kind=Operation.Kind.PAYOUT)
