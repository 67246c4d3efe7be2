"""A creator says where to send their money."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from payments import gateways
from payments.gateways.base import Declined
from payments.models import PayoutMethod
from payments.notices import tell_method_added
from reelbyte import audit, clock, policy
from reelbyte.errors import Refused, TooMany

if TYPE_CHECKING:
    from accounts.models import User

METHODS_MAXIMUM = 10


def add_payout_method(user: "User", *, holder: str, number: str, currency: str) -> PayoutMethod:
    """Register the bank account at the gateway and keep its token. Usable after policy.PAYOUT_METHOD_HOLD.

    Raises `Refused` with the gateway's sentence when it does not take the number. Call it outside a transaction.
    """
    if user.payout_methods.filter(status=PayoutMethod.Status.ACTIVE).count() >= METHODS_MAXIMUM:
        raise TooMany(_("Remove a payout method before you add another."))
    gateway = gateways.current()
    try:
        account = gateway.add_bank_account(str(user.public_id), holder=holder, number=number, currency=currency)
    except Declined as refusal:
        raise Refused(str(refusal)) from refusal
    with transaction.atomic():
        method = PayoutMethod.objects.create(
            user=user,
            gateway=gateway.name,
            token=account.token,
            holder=account.holder,
            last4=account.last4,
            currency=account.currency,
            usable_from=clock.now() + policy.PAYOUT_METHOD_HOLD,
        )
        method.refresh_from_db(fields=["public_id"])
        audit.record(user, "payments.payout_method_added", method)
        tell_method_added(method)
    return method
