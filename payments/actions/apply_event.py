"""Act on a stored webhook: it says where to look, and the gateway says what is so."""

import uuid

from django.db import transaction

from payments.actions.refresh_intent import refresh_intent
from payments.actions.run_operation import refresh_operation, run_operation
from payments.models import GatewayEvent, Operation, PaymentIntent
from reelbyte import clock


def apply_event(event_id: int) -> None:
    """Refresh what the event is about; an event about nothing of ours is only marked as seen."""
    event = GatewayEvent.objects.get(pk=event_id)
    if event.applied_at is not None:
        return
    name, _, attempt = event.reference.partition(".")
    try:
        public_id = uuid.UUID(name)
    except ValueError:
        public_id = None
    if public_id is not None:
        _refresh(public_id, attempt)
    with transaction.atomic():
        GatewayEvent.objects.filter(pk=event.pk, applied_at__isnull=True).update(applied_at=clock.now())


def _refresh(public_id: uuid.UUID, attempt: str) -> None:
    if intent_id := PaymentIntent.objects.filter(public_id=public_id).values_list("pk", flat=True).first():
        refresh_intent(intent_id)
        return
    operation = Operation.objects.filter(public_id=public_id).first()
    if operation is None or attempt != str(operation.attempt):
        return
    if operation.is_under_way:
        run_operation(operation.pk, attempt=operation.attempt)
    else:
        refresh_operation(operation.pk)
