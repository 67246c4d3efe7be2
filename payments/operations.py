"""What every operation begins with: the reservation, the row, and the outbox row that will call the gateway."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from payments import outbox_topics
from payments.errors import KeyReused
from payments.models import MoneyEvent, Operation
from reelbyte import clock, outbox, policy

if TYPE_CHECKING:
    from accounts.models import User


def known(key: str, **same: object) -> Operation | None:
    """The operation already made under `key`, or None. Raises `KeyReused` when it was made of something else."""
    operation = Operation.objects.filter(key=key).first()
    if operation is not None:
        for name, value in same.items():
            if getattr(operation, name) != value:
                raise KeyReused(f"{key}: {name} was {getattr(operation, name)}, now {value}")
    return operation


def claim(*, actor: "User | None" = None, **fields: Any) -> Operation:
    """Write the row of what `fields["reserved"]` has reserved, and the outbox row. Inside the claim's transaction."""
    operation = Operation.objects.create(check_at=clock.now() + policy.GATEWAY_ASK_AGAIN, **fields)
    operation.refresh_from_db(fields=["public_id"])
    MoneyEvent.objects.create(operation=operation, actor=actor, to_status=operation.status)
    enqueue(operation)
    return operation


def enqueue(operation: Operation) -> None:
    """Have a worker call the gateway about this attempt."""
    outbox.add(
        outbox_topics.RUN_OPERATION,
        operation.gateway_key,
        {"operation": operation.pk, "attempt": operation.attempt},
    )


def move(operation: Operation, status: str, *, note: str = "", actor: "User | None" = None) -> None:
    """Save a locked operation in its new state, with the event that says so."""
    assert transaction.get_connection().in_atomic_block  # noqa: S101 - a programming error
    before, operation.status = operation.status, status
    if status not in Operation.UNDER_WAY:
        operation.check_at = None
    operation.save()
    MoneyEvent.objects.create(operation=operation, actor=actor, from_status=before, to_status=status, note=note[:300])
