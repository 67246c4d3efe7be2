"""Call the gateway about an operation, outside any transaction, then settle by its answer.

Whoever comes second (a retry, a sweep, another worker) finds what the first one made: the key is the same, and an
operation that was asked for before is looked up by its reference, since keys lapse and references do not.
"""

from datetime import timedelta

from django.db import transaction

from payments import gateways
from payments.actions.settle import apply_answer
from payments.gateways.base import (
    Answer,
    Declined,
    Gateway,
    PayoutOrder,
    RefundOrder,
    ReversalOrder,
    TransferOrder,
    Unreachable,
)
from payments.models import Operation
from reelbyte import clock, outbox

ASK_AGAIN_FIRST = timedelta(seconds=5)
ASK_AGAIN_LONGEST = timedelta(minutes=30)


def run_operation(operation_id: int, *, attempt: int | None = None) -> Operation:
    """Bring one operation as far as the gateway lets it; `attempt` given, only if that is still the current one.

    Raises `outbox.Retry` when the gateway does not answer: nothing is undone, it is asked again.
    """
    operation, asked_before = _begin(operation_id, attempt)
    if operation is None:
        return Operation.objects.get(pk=operation_id)
    gateway = gateways.get(operation.gateway)
    try:
        answer = (_find(gateway, operation) if asked_before else None) or _ask(gateway, operation)
    except Declined as refusal:
        answer = Answer("", "failed", operation.amount, code=refusal.code, message=str(refusal))
    except Unreachable as error:
        raise outbox.Retry(_pause(operation)) from error
    return apply_answer(operation, answer)


def refresh_operation(operation_id: int) -> Operation:
    """Ask how an operation stands that the gateway knows, settled ones too: refunds and payouts can still fail."""
    operation = Operation.objects.select_related("intent").get(pk=operation_id)
    answer = _find(gateways.get(operation.gateway), operation)
    return apply_answer(operation, answer) if answer is not None else operation


def _begin(operation_id: int, attempt: int | None) -> tuple[Operation | None, bool]:
    """The operation, if it is under way, marked as asked for: committed before the call, so a crash leaves a trace."""
    with transaction.atomic():
        operation = (
            Operation.objects.select_for_update(of=("self",))
            .select_related("intent__paid_with", "user", "method", "release")
            .get(pk=operation_id)
        )
        if not operation.is_under_way or attempt not in (None, operation.attempt):
            return None, False
        asked_before = operation.called_at is not None
        if not asked_before:
            operation.called_at = clock.now()
            operation.save(update_fields=["called_at"])
        return operation, asked_before


def _find(gateway: Gateway, operation: Operation) -> Answer | None:
    kind = {"release": "transfer", "refund": "refund", "payout": "payout"}[operation.kind]
    return gateway.find(kind, operation.gateway_key)  # type: ignore[arg-type]


def _ask(gateway: Gateway, operation: Operation) -> Answer:
    key, amount = operation.gateway_key, operation.amount
    if operation.kind == Operation.Kind.PAYOUT:
        account = gateway.account(str(operation.user.public_id))
        return gateway.payout(PayoutOrder(key, amount, account, operation.method.token))  # type: ignore[union-attr]
    payment_id = operation.intent.lead.gateway_id  # type: ignore[union-attr]
    if operation.kind == Operation.Kind.RELEASE:
        destination = gateway.account(str(operation.user.public_id))
        return gateway.transfer(TransferOrder(key, operation.net, destination, payment_id))
    if operation.release is not None:
        _take_back(gateway, operation)
    return gateway.refund(RefundOrder(key, amount, payment_id))


def _take_back(gateway: Gateway, operation: Operation) -> None:
    """The creator's part of a refund after release, back to our balance, once however many attempts it takes."""
    reference = f"{operation.public_id}.back"
    found = gateway.find("reversal", reference)
    if found is None or found.status == "failed":
        gateway.reverse(ReversalOrder(reference, operation.net, operation.release.gateway_id))  # type: ignore[union-attr]


def _pause(operation: Operation) -> timedelta:
    """Longer the longer it has been waiting."""
    waited = clock.now() - (operation.called_at or clock.now())
    return min(max(ASK_AGAIN_FIRST, waited), ASK_AGAIN_LONGEST)
