"""Refund a payment that never reached an escrow: a second one, an unwanted one, one out of quarantine."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from payments import ledger, operations
from payments.ledger import Leg
from payments.models import Account, MoneyEvent, Operation, PaymentIntent
from reelbyte import audit
from reelbyte.errors import Conflict

if TYPE_CHECKING:
    from accounts.models import User

Status = PaymentIntent.Status


def send_back(intent: PaymentIntent, *, note: str, actor: "User | None" = None) -> Operation:
    """Claim the refund of a locked, quarantined intent, all of it."""
    paid = intent.paid
    if intent.status != Status.QUARANTINED or paid is None:
        raise Conflict
    key = f"intent:{intent.public_id}:back"
    reserved = ledger.post(
        f"{key}:reserve",
        kind="refund.claim",
        subject=intent.escrow_ref,
        legs=[
            Leg(Account.Kind.QUARANTINE, str(intent.public_id), -paid),
            Leg(Account.Kind.REFUND_IN_TRANSIT, ledger.shard(intent.escrow_ref), paid),
        ],
    )
    before, intent.status = intent.status, Status.RETURNING
    intent.save()
    MoneyEvent.objects.create(intent=intent, actor=actor, from_status=before, to_status=intent.status, note=note[:300])
    return operations.claim(
        actor=actor,
        kind=Operation.Kind.REFUND,
        key=key,
        user_id=intent.payer_id,
        escrow_ref=intent.escrow_ref,
        intent=intent,
        amount_minor=paid.minor,
        currency=paid.currency,
        subject=intent.description,
        gateway=intent.gateway,
        reserved=reserved,
    )


def resolve_quarantine(intent_id: int, *, actor: "User", reason: str) -> Operation:
    """Staff send a quarantined payment back to the card. Raises `Conflict` when it is not in quarantine any more."""
    with transaction.atomic():
        intent = PaymentIntent.objects.select_for_update().get(pk=intent_id)
        if intent.status != Status.QUARANTINED:
            raise Conflict(_("This payment is not in quarantine any more."))
        operation = send_back(intent, note=reason, actor=actor)
        audit.record(actor, "payments.quarantine_sent_back", intent, reason, amount=str(intent.paid))
        return operation
