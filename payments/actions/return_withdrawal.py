"""A withdrawal that failed goes back into the creator's balance."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from payments import ledger, operations
from payments.models import Movement, Operation
from reelbyte import audit
from reelbyte.errors import Conflict

if TYPE_CHECKING:
    from accounts.models import User


def return_withdrawal(operation_id: int, *, actor: "User", reason: str = "") -> Operation:
    """Book the reservation back. Already so: returns. Raises `Conflict` when it has not failed."""
    with transaction.atomic():
        operation = Operation.objects.select_for_update().get(pk=operation_id)
        if operation.status == Operation.Status.RETURNED:
            return operation
        if operation.kind != Operation.Kind.PAYOUT or operation.status != Operation.Status.FAILED:
            raise Conflict(_("Only a failed withdrawal can be taken back."))
        txn = ledger.reverse(operation.reserved, key=f"{operation.key}:return", kind="payout.returned")
        operations.move(operation, Operation.Status.RETURNED, note=reason, actor=actor)
        Movement.objects.create(
            user_id=operation.user_id,
            txn=txn,
            kind=Movement.Kind.WITHDRAWAL_RETURNED,
            amount_minor=operation.amount_minor,
            currency=operation.currency,
            text=operation.subject,
        )
        audit.record(actor, "payments.withdrawal_returned", operation, reason, amount=str(operation.amount))
        return operation
