"""Give a client money back: the claim, before a release from escrow, after it from what the creator still has here."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from payments import ledger, operations
from payments.errors import RefundRefused
from payments.ledger import Leg
from payments.models import Account, Earning, Movement, Operation, PaymentIntent
from reelbyte.errors import Conflict
from reelbyte.money import Money

if TYPE_CHECKING:
    from accounts.models import User


def claim_refund(escrow_ref: str, *, payer: "User", amount: Money, key: str, subject: str) -> Operation:
    """Reserve `amount` for the card that paid into this escrow.

    From escrow where that holds enough. After a release the creator's net and the fee on it are taken back, as long as
    it is still here: clearing, held, or available and not withdrawn. Call it inside the transaction that moves the
    milestone. The same `key` again returns the first. Raises `Conflict`, `RefundRefused`, `NotEnough`, `KeyReused`.
    """
    if amount.minor <= 0:
        raise ValueError("a refund is an amount")
    with transaction.atomic():
        intent = (
            PaymentIntent.objects.select_for_update()
            .filter(escrow_ref=escrow_ref, status=PaymentIntent.Status.FUNDED)
            .first()
        )
        if known := operations.known(key, kind="refund", user_id=payer.pk, amount=amount):
            return known
        if intent is None or intent.payer_id != payer.pk or intent.currency != amount.currency:
            raise Conflict(_("There is no payment of theirs to refund here."))
        held = ledger.balance(Account.Kind.ESCROW, escrow_ref, amount.currency)
        if held.minor:
            return _from_escrow(intent, amount, key, subject)
        return _from_creator(intent, amount, key, subject)


def _from_escrow(intent: PaymentIntent, amount: Money, key: str, subject: str) -> Operation:
    legs = [
        Leg(Account.Kind.ESCROW, intent.escrow_ref, -amount),
        Leg(Account.Kind.REFUND_IN_TRANSIT, ledger.shard(intent.escrow_ref), amount),
    ]
    reserved = ledger.post(f"{key}:reserve", kind="refund.claim", subject=intent.escrow_ref, legs=legs)
    return _claim(intent, amount, key, subject, reserved=reserved)


def _from_creator(intent: PaymentIntent, amount: Money, key: str, subject: str) -> Operation:
    earning = _earning_with(intent.escrow_ref, amount)
    fee = _fee_back(earning, amount)
    net = amount - fee
    payable = (str(Account.Kind.PAYABLE), str(earning.user.public_id), amount.currency)
    held = ledger.lock([payable])[payable]
    if earning.status == Earning.Status.AVAILABLE and held - clearing(earning.user_id, amount.currency) < net:
        raise RefundRefused
    reserved = ledger.post(
        f"{key}:reserve",
        kind="refund.claim",
        subject=intent.escrow_ref,
        legs=[
            Leg(*payable[:2], -net),
            Leg(Account.Kind.FEE, ledger.shard(intent.escrow_ref), -fee),
            Leg(Account.Kind.REFUND_IN_TRANSIT, ledger.shard(intent.escrow_ref), amount),
        ],
    )
    earning.taken_back_minor += net.minor
    earning.fee_taken_back_minor += fee.minor
    earning.save()
    Movement.objects.create(
        user_id=earning.user_id,
        txn=reserved,
        kind=Movement.Kind.REVERSAL,
        amount_minor=-net.minor,
        fee_minor=-fee.minor,
        currency=amount.currency,
        escrow_ref=intent.escrow_ref,
        text=subject[:200],
        counterpart_id=intent.payer_id,
    )
    return _claim(intent, amount, key, subject, reserved=reserved, fee_minor=fee.minor, release=earning.operation)


def _claim(intent: PaymentIntent, amount: Money, key: str, subject: str, **fields: Any) -> Operation:
    return operations.claim(
        kind=Operation.Kind.REFUND,
        key=key,
        user_id=intent.payer_id,
        escrow_ref=intent.escrow_ref,
        intent=intent,
        amount_minor=amount.minor,
        currency=amount.currency,
        subject=subject[:200],
        gateway=intent.gateway,
        **fields,
    )


def _earning_with(escrow_ref: str, amount: Money) -> Earning:
    """The earning of this escrow that still holds `amount`, gross, under lock."""
    earnings = (
        Earning.objects.select_for_update(of=("self",))
        .filter(operation__escrow_ref=escrow_ref, currency=amount.currency)
        .select_related("user", "operation")
        .order_by("-id")
    )
    for earning in earnings:
        if earning.gross_left >= amount:
            return earning
    raise RefundRefused


def _fee_back(earning: Earning, amount: Money) -> Money:
    """The part of the fee that goes back with `amount`: the parts' fees sum to the whole's, to the cent."""
    gross = earning.net_minor + earning.fee_minor
    before = earning.taken_back_minor + earning.fee_taken_back_minor
    total = ((before + amount.minor) * earning.fee_minor * 2 + gross) // (2 * gross)
    return Money(total - earning.fee_taken_back_minor, amount.currency)


def clearing(user_id: int, currency: str) -> Money:
    """What of a creator's payable cannot be withdrawn yet. Exact only while their payable account is locked."""
    rows = Earning.objects.filter(user_id=user_id, currency=currency, status__in=Earning.WAITING)
    sums = rows.aggregate(net=Sum("net_minor"), back=Sum("taken_back_minor"))
    return Money((sums["net"] or 0) - (sums["back"] or 0), currency)
