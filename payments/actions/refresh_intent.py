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
from payments.models.intent import bill
from reelbyte import clock, policy

Status = PaymentIntent.Status
BOOKED = (Status.FUNDED, Status.QUARANTINED, Status.RETURNING, Status.RETURNED)


def refresh_intent(intent_id: int) -> PaymentIntent:
    """Ask, then apply to all that was paid with it; returns the leading intent.

    Raises `Unreachable` when the gateway does not answer. Never inside a transaction of money.
    """
    intent = _lead(intent_id)
    if intent.status in BOOKED:
        return intent
    answer = _ask(intent)
    if intent.is_open and intent.expires_at <= clock.now() and (answer is None or answer.status == "open"):
        return close_checkout(intent.pk)
    return _apply(intent, answer)


def _lead(intent_id: int) -> PaymentIntent:
    return PaymentIntent.objects.select_related("paid_with").get(pk=intent_id).lead


def _ask(intent: PaymentIntent) -> Answer | None:
    gateway = gateways.get(intent.gateway)
    if intent.gateway_id:
        return gateway.payment(intent.gateway_id)
    return gateway.find("payment", str(intent.public_id))


def close_checkout(intent_id: int) -> PaymentIntent:
    """Stop taking money for this intent and all that is paid with it; should somebody be faster, book what came."""
    intent = _lead(intent_id)
    gateway = gateways.get(intent.gateway)
    answer = gateway.find("payment", str(intent.public_id))
    if answer is not None:
        answer = gateway.close_checkout(answer.id)
    return _apply(intent, answer, over=True)


def _apply(asked: PaymentIntent, answer: Answer | None, *, over: bool = False) -> PaymentIntent:
    """Book `answer` once, in every part. `over`: nothing at the gateway means that nothing will come."""
    refs = [intent.escrow_ref for intent in asked.together]
    with transaction.atomic():
        for escrow_ref in refs:
            hooks.take_locks(escrow_ref)
        siblings = list(PaymentIntent.objects.select_for_update().filter(escrow_ref__in=refs).order_by("id"))
        parts = [row for row in siblings if asked.pk in (row.pk, row.paid_with_id)]
        lead = parts[0]
        if lead.status in BOOKED:
            return lead
        if answer is not None:
            lead.gateway_id, lead.gateway_url = answer.id, answer.url
        if answer is not None and answer.status == "succeeded":
            _book(parts, answer, siblings)
        elif answer is None and not over:
            _wait(parts, lead.status)
        elif answer is not None and answer.status in ("open", "pending"):
            _wait(parts, Status.PENDING if answer.status == "open" else Status.PROCESSING)
        else:
            failed = answer is not None and answer.status == "failed"
            status = Status.FAILED if failed else Status.EXPIRED
            for part in parts:
                _end(part, status, answer.message if answer else "", siblings)
        return lead


def _book(parts: list[PaymentIntent], answer: Answer, siblings: list[PaymentIntent]) -> None:
    """The money has come: into each escrow when it is as agreed, else aside."""
    lead, agreed = parts[0], bill(parts)
    if answer.amount != agreed:
        # Nobody can say which part is short: it stays one sum, with the intent whose checkout it was.
        lead.paid_minor, lead.paid_currency, lead.paid_at = answer.amount.minor, answer.amount.currency, clock.now()
        _set_aside(lead, f"paid {answer.amount}, agreed {agreed}")
        for part in parts[1:]:
            _end(part, Status.FAILED, f"paid {answer.amount}, agreed {agreed}", siblings)
        return
    # All that these payments will touch, in one order.
    ledger.lock(account for part in parts for account in _accounts(part, Account.Kind.ESCROW, part.escrow_ref))
    for part in parts:
        part.paid_minor, part.paid_currency, part.paid_at = part.amount_minor, part.currency, clock.now()
        _fund(part, siblings)
    hooks.booked([part for part in parts if part.status == Status.FUNDED])


def _fund(intent: PaymentIntent, siblings: list[PaymentIntent]) -> None:
    if any(row.status == Status.FUNDED for row in siblings if row.escrow_ref == intent.escrow_ref):
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
    ledger.lock(_accounts(intent, kind, ref))
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


def _accounts(intent: PaymentIntent, kind: str, ref: str) -> list[tuple[str, str, str]]:
    """What booking the payment into `kind:ref` touches, and sending it back at once."""
    card = ledger.shard(intent.escrow_ref)
    touched = ((Account.Kind.EXTERNAL_CARD, card), (Account.Kind.REFUND_IN_TRANSIT, card), (kind, ref))
    currency = intent.paid_currency or intent.currency
    return [(account, account_ref, currency) for account, account_ref in touched]


def _move(intent: PaymentIntent, status: str, note: str = "") -> None:
    before, intent.status, intent.check_at = intent.status, status, None
    intent.save()
    MoneyEvent.objects.create(intent=intent, from_status=before, to_status=status, note=note[:300])


def _wait(parts: list[PaymentIntent], status: str) -> None:
    for part in parts:
        if part.status != status:
            _move(part, status)
    parts[0].check_at = clock.now() + policy.GATEWAY_ASK_AGAIN
    parts[0].save()


def _end(intent: PaymentIntent, status: str, why: str, siblings: list[PaymentIntent]) -> None:
    """Over, without money."""
    if intent.status == status:
        return
    intent.failure = why[:300]
    _move(intent, status, why)
    alive = (*PaymentIntent.OPEN, Status.FUNDED)
    others = (row for row in siblings if row.escrow_ref == intent.escrow_ref and row.pk != intent.pk)
    if not any(row.status in alive for row in others):
        hooks.funding_failed(intent)
