"""Book what the gateway answered about an operation: settled, still on its way, refused, or come back later."""

from django.db import transaction

from payments import hooks, ledger, operations
from payments.gateways.base import Answer
from payments.ledger import Leg
from payments.models import Account, Earning, Movement, Operation, PaymentIntent, Txn
from payments.notices import tell_failed, tell_settled
from reelbyte import clock, policy

Status = Operation.Status
Kind = Operation.Kind


def apply_answer(asked: Operation, answer: Answer) -> Operation:
    """Move the operation to what `answer` says, once. An answer about an earlier attempt changes nothing."""
    with transaction.atomic():
        hooks.take_locks(asked.escrow_ref)
        if asked.intent_id:
            PaymentIntent.objects.select_for_update().get(pk=asked.intent_id)
        operation = Operation.objects.select_for_update(of=("self",)).select_related("intent", "user").get(pk=asked.pk)
        if operation.attempt != asked.attempt:
            return operation
        if answer.status == "failed":
            _failed(operation, answer)
        elif operation.is_under_way:
            operation.gateway_id = answer.id
            if answer.status == "succeeded":
                _settled(operation)
            else:
                _on_its_way(operation)
        return operation


def _on_its_way(operation: Operation) -> None:
    operation.check_at = clock.now() + policy.GATEWAY_ASK_AGAIN
    if operation.status == Status.IN_TRANSIT:
        operation.save()
    else:
        operations.move(operation, Status.IN_TRANSIT)


def _settled(operation: Operation) -> None:
    booked = ledger.post(
        f"{operation.key}:settle:{operation.attempt}",
        kind=f"{operation.kind}.settle",
        subject=operation.escrow_ref,
        legs=_legs(operation),
    )
    operation.settled, operation.settled_at = booked, clock.now()
    operation.failure = operation.failure_code = ""
    operations.move(operation, Status.SETTLED)
    if operation.kind == Kind.RELEASE:
        _earn(operation, booked)
    elif operation.kind == Kind.REFUND:
        _refunded(operation, booked)
    if operation.kind != Kind.RELEASE:
        # Banks send money back days later; should that webhook be lost, the sweep asks.
        operation.check_at = clock.now() + policy.COME_BACK_ASK_AGAIN
        operation.save(update_fields=["check_at"])
    tell_settled(operation)
    if operation.intent is None or operation.intent.status == PaymentIntent.Status.FUNDED:
        hooks.settled(operation)


def _legs(operation: Operation) -> list[Leg]:
    """From where the claim put it to where it belongs."""
    amount, shard = operation.amount, ledger.shard(operation.escrow_ref)
    owner = str(operation.user.public_id)
    if operation.kind == Kind.RELEASE:
        return [
            Leg(Account.Kind.GATEWAY_CLEARING, shard, -amount),
            Leg(Account.Kind.PAYABLE, owner, operation.net),
            Leg(Account.Kind.FEE, shard, operation.fee),
        ]
    if operation.kind == Kind.REFUND:
        return [Leg(Account.Kind.REFUND_IN_TRANSIT, shard, -amount), Leg(Account.Kind.EXTERNAL_CARD, shard, amount)]
    return [
        Leg(Account.Kind.PAYOUT_IN_TRANSIT, owner, -amount),
        Leg(Account.Kind.EXTERNAL_BANK, ledger.shard(owner), amount),
    ]


def _earn(operation: Operation, booked: Txn) -> None:
    now = clock.now()
    Earning.objects.create(
        operation=operation,
        user_id=operation.user_id,
        net_minor=operation.net.minor,
        fee_minor=operation.fee_minor,
        currency=operation.currency,
        available_at=now + policy.CLEARING,
    )
    Movement.objects.create(
        user_id=operation.user_id,
        txn=booked,
        kind=Movement.Kind.EARNING,
        amount_minor=operation.net.minor,
        fee_minor=operation.fee_minor,
        currency=operation.currency,
        escrow_ref=operation.escrow_ref,
        text=operation.subject,
        counterpart_id=operation.intent.payer_id if operation.intent else None,
    )


def _refunded(operation: Operation, booked: Txn) -> None:
    Movement.objects.create(
        user_id=operation.user_id,
        txn=booked,
        kind=Movement.Kind.REFUND,
        amount_minor=operation.amount_minor,
        currency=operation.currency,
        escrow_ref=operation.escrow_ref,
        text=operation.subject,
        counterpart_id=operation.intent.payee_id if operation.intent else None,
    )
    intent = operation.intent
    if intent is not None and intent.status == PaymentIntent.Status.RETURNING:
        intent.status = PaymentIntent.Status.RETURNED
        intent.save()


def _failed(operation: Operation, answer: Answer) -> None:
    """A definite refusal, before or after it had gone through. What was reserved stays reserved."""
    if operation.status in (Status.FAILED, Status.RETURNED):
        return
    if operation.status == Status.SETTLED:
        if operation.settled is None or operation.kind == Kind.RELEASE:
            return  # a transfer that was made does not come undone by itself
        ledger.reverse(
            operation.settled, key=f"{operation.key}:undo:{operation.attempt}", kind=f"{operation.kind}.came_back"
        )
        _unrefund(operation)
    operation.failure_code, operation.failure = answer.code[:60], answer.message[:300]
    operations.move(operation, Status.FAILED, note=f"{answer.code} {answer.message}".strip())
    tell_failed(operation)
    hooks.operation_failed(operation)


def _unrefund(operation: Operation) -> None:
    """The payer has not got it after all: their history says so, and the intent is on its way back again."""
    intent = operation.intent
    if operation.kind != Kind.REFUND or intent is None:
        return
    reversing = operation.settled.reversed_by.get()  # type: ignore[union-attr]
    Movement.objects.create(
        user_id=operation.user_id,
        txn=reversing,
        kind=Movement.Kind.REFUND_CAME_BACK,
        amount_minor=-operation.amount_minor,
        currency=operation.currency,
        escrow_ref=operation.escrow_ref,
        text=operation.subject,
    )
    if intent.status == PaymentIntent.Status.RETURNED:
        intent.status = PaymentIntent.Status.RETURNING
        intent.save()
