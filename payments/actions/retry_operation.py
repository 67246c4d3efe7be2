"""Try again what the gateway has refused for good, under a new key."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from payments import hooks, operations
from payments.models import Operation
from reelbyte import audit, clock, policy
from reelbyte.errors import Conflict

if TYPE_CHECKING:
    from accounts.models import User


def retry_operation(operation_id: int, *, actor: "User", reason: str = "") -> Operation:
    """Begin the next attempt of a failed operation. Under way already: returns. Raises `Conflict` otherwise."""
    with transaction.atomic():
        hooks.take_locks(Operation.objects.values_list("escrow_ref", flat=True).get(pk=operation_id))
        operation = Operation.objects.select_for_update().get(pk=operation_id)
        if operation.is_under_way:
            return operation
        if operation.status != Operation.Status.FAILED:
            raise Conflict(_("Only what has failed can be tried again."))
        operation.attempt += 1
        operation.called_at = None
        operation.gateway_id = ""
        operation.check_at = clock.now() + policy.GATEWAY_ASK_AGAIN
        operations.move(operation, Operation.Status.CLAIMED, note=reason, actor=actor)
        operations.enqueue(operation)
        hooks.operation_retried(operation)
        audit.record(actor, "payments.operation_retried", operation, reason, attempt=operation.attempt)
        return operation
