"""Tell somebody that something happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from typing import Any

from django.db import transaction

from notifications import live, registry
from notifications.models import Delivery, Notification
from notifications.plan import Plan, plan, reaches
from reelbyte import outbox

_silent: ContextVar[bool] = ContextVar("notifications_silent", default=False)


def notify(
    kind: str,
    recipient: Any,
    *,
    key: str,
    url: str,
    text: str,
    actor: Any = None,
    context: dict | None = None,
) -> Notification | None:
    """Write one notification per (kind, key, recipient); asked again, return the one there is.

    Belongs inside the transaction of what it tells about. After the commit the bell of every open page
    rings; mail and push go through the outbox, as the person's choices and hours say. None if the kind is
    optional and the recipient and `actor` are apart by a block. `url` is a path of this site, `text` one
    sentence (300 characters), `context` JSON for the mail's template: `facts` [[label, value], ...] and
    `quote` (what somebody wrote) are shown by every layout. Raises KeyError for a kind nobody registered.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("notify() belongs inside the transaction of what it tells about")
    event = registry.event(kind)
    if _silent.get() or not reaches(event, recipient, actor):
        return None
    ways = cache(lambda: plan(event, recipient))  # asked only if this is news
    notification, created = Notification.objects.get_or_create(
        kind=kind,
        key=key,
        recipient=recipient,
        defaults={
            "actor": actor,
            "url": url,
            "text": text[:300],
            "context": context or {},
            "in_app": lambda: ways().in_app,  # type: ignore[misc]
        },
    )
    if created:
        _send(notification, ways())
    return notification


@contextmanager
def silence() -> Iterator[None]:
    """Nobody is told anything meanwhile: for histories made up of the past (demo data), long read by everybody."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def _send(notification: Notification, ways: Plan) -> None:
    if notification.in_app:
        transaction.on_commit(partial(live.ring, notification.recipient_id, notification.pk))
    if ways.mail is not None:
        held = ways.held_until if ways.mail == Delivery.Status.PENDING else None
        Delivery.objects.create(notification=notification, channel=registry.EMAIL, status=ways.mail, send_after=held)
        if ways.mail == Delivery.Status.PENDING:
            payload = {"notification": notification.pk}
            outbox.add("notifications.email", str(notification.pk), payload, available_at=held)
    for device in ways.devices:
        delivery = Delivery.objects.create(
            notification=notification, channel=registry.PUSH, subscription=device, send_after=ways.held_until
        )
        outbox.add("notifications.push", str(delivery.pk), {"delivery": delivery.pk}, available_at=ways.held_until)
