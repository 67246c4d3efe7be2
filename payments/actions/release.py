"""Pay a creator out of escrow: the claim. The gateway is called from the outbox, see `run_operation`."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from payments import ledger, operations
from payments.ledger import Leg
from payments.models import Account, Operation, PaymentIntent
from reelbyte.errors import Conflict
from reelbyte.money import Money

if TYPE_CHECKING:
    from accounts.models import User


def claim_release(escrow_ref: str, *, payee: "User", amount: Money, fee: Money, key: str, subject: str) -> Operation:
    """Reserve `amount` (gross, `fee` included) of the escrow for `payee`; `subject` is what they read about it.

    Call it inside the transaction that moves the milestone to releasing. The same `key` again returns the first.
    Raises `NotEnough` when the escrow holds less, `Conflict` when it was never funded, `KeyReused`.
    """
    if not 0 <= fee.minor < amount.minor or fee.currency != amount.currency:
        raise ValueError("a release is an amount and a part of it")
    with transaction.atomic():
        intent = (
            PaymentIntent.objects.select_for_update()
            .filter(escrow_ref=escrow_ref, status=PaymentIntent.Status.FUNDED)
            .first()
        )
        if known := operations.known(key, kind="release", user_id=payee.pk, amount=amount, fee=fee):
            return known
        if intent is None or intent.currency != amount.currency:
            raise Conflict(_("There is no money in escrow for this."))
        reserved = ledger.post(
            f"{key}:reserve",
            kind="release.claim",
            subject=escrow_ref,
            legs=[
                Leg(Account.Kind.ESCROW, escrow_ref, -amount),
                Leg(Account.Kind.GATEWAY_CLEARING, ledger.shard(escrow_ref), amount),
            ],
        )
        return operations.claim(
            kind=Operation.Kind.RELEASE,
            key=key,
            user=payee,
            escrow_ref=escrow_ref,
            intent=intent,
            amount_minor=amount.minor,
            fee_minor=fee.minor,
            currency=amount.currency,
            subject=subject[:200],
            gateway=intent.gateway,
            reserved=reserved,
        )
