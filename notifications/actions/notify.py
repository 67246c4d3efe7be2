"""Tell somebody that something happened."""

from functools import partial
from typing import Any

from django.db import transaction

from notifications import live, registry
from notifications.models import Delivery, Notification
from reelbyte import outbox


def notify(
    kind: str,
    recipient: Any,
    *,
    key: str,
    url: str,
    text: str,
    actor: Any = None,
    context: dict | None = None,
) -> Notification:
    """Write one notification per (kind, key, recipient); asked again, return the one there is.

    Belongs inside the transaction of what it tells about. After the commit the bell of every open page
    rings; a mail goes through the outbox. `url` is a path of this site, `text` one sentence (300
    characters), `context` JSON for the mail's template. Raises KeyError for a kind nobody registered.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("notify() belongs inside the transaction of what it tells about")
    event = registry.event(kind)
    notification, created = Notification.objects.get_or_create(
        kind=kind,
        key=key,
        recipient=recipient,
        defaults={
            "actor": actor,
            "url": url,
            "text": text[:300],
            "context": context or {},
            "in_app": registry.IN_APP in event.channels,
        },
    )
    if not created:
        return notification
    if notification.in_app:
        transaction.on_commit(partial(live.ring, notification.recipient_id, notification.pk))
    if registry.EMAIL in event.channels:
        Delivery.objects.create(notification=notification, channel=registry.EMAIL)
        outbox.add("notifications.email", str(notification.pk), {"notification": notification.pk})
    return notification
