"""A webhook has come: verify it, keep it as it is, and let a worker ask the gateway what is true."""

from collections.abc import Mapping

from django.db import transaction

from payments import gateways, outbox_topics
from payments.models import GatewayEvent
from reelbyte import outbox


def store_event(gateway: str, body: bytes, headers: Mapping[str, str]) -> GatewayEvent:
    """The stored event, new or the one stored before. Raises `BadSignature`."""
    event = gateways.get(gateway).read_event(body, headers)
    with transaction.atomic():
        stored, created = GatewayEvent.objects.get_or_create(
            gateway=gateway,
            event_id=event.id[:100],
            defaults={
                "kind": event.kind[:60],
                "object_id": event.object_id[:100],
                "reference": event.reference[:150],
                "body": body.decode(errors="replace"),
            },
        )
        if created:
            outbox.add(outbox_topics.APPLY_EVENT, f"{gateway}:{stored.event_id}", {"event": stored.pk})
    return stored
