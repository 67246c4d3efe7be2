"""A creator takes out what has cleared."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from payments import ledger, operations
from payments.actions.refund import clearing
from payments.errors import WithdrawalRefused
from payments.ledger import Leg
from payments.models import Account, Movement, Operation, PayoutMethod
from reelbyte import policy
from reelbyte.money import Money

if TYPE_CHECKING:
    from accounts.models import User


def request_withdrawal(user: "User", amount: Money, method: PayoutMethod, *, key: str) -> Operation:
    """Reserve `amount` of what is available and send it on its way to `method`.

    `key` names this one wish (a form's hidden token): sent twice it is one withdrawal. Raises `WithdrawalRefused`
    with a sentence about the rule that says no, `KeyReused`.
    """
    key = f"withdrawal:{user.public_id}:{key}"
    with transaction.atomic():
        # The method's row first: two wishes about one method wait for each other, whatever they ask.
        method = PayoutMethod.objects.select_for_update().get(pk=method.pk, user=user)
        if known := operations.known(key, user_id=user.pk, amount=amount, method_id=method.pk):
            return known
        _check_method(method, amount)
        owner = str(user.public_id)
        payable = (str(Account.Kind.PAYABLE), owner, amount.currency)
        in_transit = (str(Account.Kind.PAYOUT_IN_TRANSIT), owner, amount.currency)
        held = ledger.lock([payable, in_transit])[payable]
        if amount > held - clearing(user.pk, amount.currency):
            raise WithdrawalRefused(_("That is more than is available."))
        reserved = ledger.post(
            f"{key}:reserve",
            kind="payout.claim",
            subject=owner,
            legs=[Leg(*payable[:2], -amount), Leg(*in_transit[:2], amount)],
        )
        operation = operations.claim(
            actor=user,
            kind=Operation.Kind.PAYOUT,
            key=key,
            user=user,
            method=method,
            amount_minor=amount.minor,
            currency=amount.currency,
            subject=str(method),
            gateway=method.gateway,
            reserved=reserved,
        )
        Movement.objects.create(
            user=user,
            txn=reserved,
            kind=Movement.Kind.WITHDRAWAL,
            amount_minor=-amount.minor,
            currency=amount.currency,
            text=str(method),
        )
        return operation


def minimum(currency: str) -> Money:
    """The least that can be withdrawn at once."""
    return Money.of(policy.WITHDRAWAL_MINIMUM_UNITS, currency)


def _check_method(method: PayoutMethod, amount: Money) -> None:
    if method.status != PayoutMethod.Status.ACTIVE:
        raise WithdrawalRefused(_("This payout method was removed."))
    if not method.is_usable:
        raise WithdrawalRefused(_("This payout method is new: it can be used once its hold is over."))
    if method.currency != amount.currency:
        raise WithdrawalRefused(_("This payout method takes %(currency)s only.") % {"currency": method.currency})
    least = minimum(amount.currency)
    if amount < least:
        raise WithdrawalRefused(_("The least you can withdraw is %(amount)s.") % {"amount": least.short})
