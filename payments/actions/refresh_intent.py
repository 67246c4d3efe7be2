"""Ask the gateway how a payment stands, and book what it says.

Webhook, the browser's return and the sweep all come here: whichever is first books, the others find it done.
"""

from django.db import transaction

from payments import gateways, hooks, ledger
from payments.actions.send_back import send_back
from payments.errors import Quarantine, Unwanted
from payments.gateways.base import Answer
from payments.ledger import Leg
from payments.models import Account, MoneyEvent, Movement, PaymentIntent
from reelbyte import clock, policy

Status = PaymentIntent.Status
BOOKED = (Status.FUNDED, Status.QUARANTINED, Status.RETURNING, Status.RETURNED)


def refresh_intent(intent_id: int) -> PaymentIntent:
    """Ask, then apply. Raises `Unreachable` when the gateway does not answer. Never inside a transaction of money."""
    intent = PaymentIntent.objects.get(pk=intent_id)
    if intent.status in BOOKED:
        return intent
    answer = _ask(intent)
    if intent.is_open and intent.expires_at <= clock.now() and (answer is None or answer.status == "open"):
        return close_checkout(intent_id)
    return _apply(intent_id, answer)


def _ask(intent: PaymentIntent) -> Answer | None:
    gateway = gateways.get(intent.gateway)
    if intent.gateway_id:
        return gateway.payment(intent.gateway_id)
    return gateway.find("payment", str(intent.public_id))


def close_checkout(intent_id: int) -> PaymentIntent:
    """Stop taking money for this intent; should somebody have been faster, book what came."""
    intent = PaymentIntent.objects.get(pk=intent_id)
    gateway = gateways.get(intent.gateway)
    answer = gateway.find("payment", str(intent.public_id))
    if answer is not None:
        answer = gateway.close_checkout(answer.id)
    return _apply(intent_id, answer, over=True)


def _apply(intent_id: int, answer: Answer | None, *, over: bool = False) -> PaymentIntent:
    """Book `answer` once. `over`: nothing at the gateway means that nothing will come."""
    escrow_ref = PaymentIntent.objects.values_list("escrow_ref", flat=True).get(pk=intent_id)
    with transaction.atomic():
        hooks.take_locks(escrow_ref)
        siblings = list(PaymentIntent.objects.select_for_update().filter(escrow_ref=escrow_ref).order_by("id"))
        intent = next(sibling for sibling in siblings if sibling.pk == intent_id)
        if intent.status in BOOKED:
            return intent
        if answer is not None:
            intent.gateway_id, intent.gateway_url = answer.id, answer.url
        if answer is not None and answer.status == "succeeded":
            _book(intent, answer, siblings)
        elif answer is None and not over:
            _wait(intent, intent.status)
        elif answer is not None and answer.status in ("open", "pending"):
            _wait(intent, Status.PENDING if answer.status == "open" else Status.PROCESSING)
        else:
            failed = answer is not None and answer.status == "failed"
            _end(intent, Status.FAILED if failed else Status.EXPIRED, answer.message if answer else "", siblings)
        return intent


def _book(intent: PaymentIntent, answer: Answer, siblings: list[PaymentIntent]) -> None:
    """The money has come: into escrow when it is as agreed, else aside."""
    intent.paid_minor, intent.paid_currency = answer.amount.minor, answer.amount.currency
    intent.paid_at = clock.now()
    if answer.amount != intent.amount:
        _set_aside(intent, f"paid {answer.amount}, agreed {intent.amount}")
        return
    if any(sibling.status == Status.FUNDED for sibling in siblings):
        _set_aside(intent, "the escrow was funded already")
        send_back(intent, note="a second payment for the same escrow")
        return
    before = intent.status
    try:
        with transaction.atomic():
            _post(intent, Account.Kind.ESCROW, intent.escrow_ref)
            _move(intent, Status.FUNDED)
            hooks.funded(intent)
    except (Quarantine, Unwanted) as reason:
        intent.status = before
        _set_aside(intent, str(reason))
        if isinstance(reason, Unwanted):
            send_back(intent, note=str(reason))


def _set_aside(intent: PaymentIntent, why: str) -> None:
    """Booked where nobody can release it."""
    _post(intent, Account.Kind.QUARANTINE, str(intent.public_id))
    intent.failure = why[:300]
    _move(intent, Status.QUARANTINED, why)


def _post(intent: PaymentIntent, kind: str, ref: str) -> None:
    paid = intent.paid
    assert paid is not None  # noqa: S101 - set by the only caller
    card = ledger.shard(intent.escrow_ref)
    # All that a payment sent back at once will touch, in one order.
    ledger.lock(
        (account, account_ref, paid.currency)
        for account, account_ref in (
            (Account.Kind.EXTERNAL_CARD, card),
            (Account.Kind.REFUND_IN_TRANSIT, card),
            (kind, ref),
        )
    )
    intent.txn = ledger.post(
        f"intent:{intent.public_id}:paid",
        kind="funding",
        subject=intent.escrow_ref,
        legs=[Leg(Account.Kind.EXTERNAL_CARD, card, -paid), Leg(kind, ref, paid)],
    )
    Movement.objects.get_or_create(
        txn=intent.txn,
        user_id=intent.payer_id,
        kind=Movement.Kind.PAYMENT,
        defaults={
            "amount_minor": -paid.minor,
            "currency": paid.currency,
            "escrow_ref": intent.escrow_ref,
            "text": intent.description,
            "counterpart_id": intent.payee_id,
        },
    )


def _move(intent: PaymentIntent, status: str, note: str = "") -> None:
    before, intent.status, intent.check_at = intent.status, status, None
    intent.save()
    MoneyEvent.objects.create(intent=intent, from_status=before, to_status=status, note=note[:300])


def _wait(intent: PaymentIntent, status: str) -> None:
    if intent.status != status:
        _move(intent, status)
    intent.check_at = clock.now() + policy.GATEWAY_ASK_AGAIN
    intent.save()


def _end(intent: PaymentIntent, status: str, why: str, siblings: list[PaymentIntent]) -> None:
    """Over, without money."""
    if intent.status == status:
        return
    intent.failure = why[:300]
    _move(intent, status, why)
    alive = (*PaymentIntent.OPEN, Status.FUNDED)
    if not any(sibling.status in alive for sibling in siblings if sibling.pk != intent.pk):
        hooks.funding_failed(intent)
