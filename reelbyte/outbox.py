"""What must happen after a commit is a row first; the broker only hints that it is there.

`add()` inside the transaction that causes it. After the commit a Celery task is told to look; should
that hint be lost, `sweep()` finds the row. A row is leased with SKIP LOCKED, its handler runs outside
any transaction of ours, and is called again (with growing pauses) until it returns. Handlers are
therefore idempotent: they lock and re-check what they change.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Q

from reelbyte import clock, policy
from reelbyte.models import OutboxMessage

logger = logging.getLogger(__name__)

Handler = Callable[[dict], None]

ATTEMPTS_MAXIMUM = 12
BACKOFF_FIRST = timedelta(seconds=2)
BACKOFF_LONGEST = timedelta(hours=1)
PRUNED_AT_ONCE = 2_000


class Retry(Exception):
    """Raised by a handler that is not done yet and says when to ask again, without it being a failure."""

    def __init__(self, after: timedelta) -> None:
        self.after = after
        super().__init__(f"again in {after}")


@dataclass(frozen=True)
class Topic:
    """A registered topic: its Celery queue and how long one call may take before another may try."""

    handler: Handler
    queue: str
    lease: timedelta


_topics: dict[str, Topic] = {}
_running: ContextVar[OutboxMessage | None] = ContextVar("outbox_running", default=None)
_past: ContextVar[datetime | None] = ContextVar("outbox_past", default=None)


def handler(
    topic: str, *, queue: str = "default", lease: timedelta = timedelta(minutes=2)
) -> Callable[[Handler], Handler]:
    """Register the function that does `topic`. One handler a topic; register in `AppConfig.ready`."""

    def register(function: Handler) -> Handler:
        known = _topics.get(topic)
        if known is not None and known.handler is not function:
            raise RuntimeError(f"outbox topic {topic} already has a handler")
        _topics[topic] = Topic(function, queue, lease)
        return function

    return register


def add(
    topic: str,
    key: str,
    payload: dict | None = None,
    *,
    available_at: datetime | None = None,
) -> OutboxMessage:
    """Write the row, once per (topic, key), and hint the worker on commit.

    Must run inside a transaction: the row belongs to the change that causes it.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("outbox.add() belongs inside the transaction that causes it")
    if (past := _past.get()) is not None and (available_at or clock.now()) <= past:
        return OutboxMessage(topic=topic, key=key, status=OutboxMessage.Status.DONE)
    message, created = OutboxMessage.objects.get_or_create(
        topic=topic,
        key=key,
        defaults={
            "payload": payload or {},
            "available_at": available_at or clock.now(),
        },
    )
    if created and message.available_at <= clock.now():
        transaction.on_commit(partial(hint, message.pk, topic))
    return message


@contextmanager
def done_until(moment: datetime) -> Iterator[None]:
    """While a history is written: what was due by `moment` was done then, and nothing is kept of it.

    For histories made up of the past (demo data), whose mails and webhooks nobody must get today.
    """
    token = _past.set(moment)
    try:
        yield
    finally:
        _past.reset(token)


def hint(message_id: int, topic: str) -> None:
    """Tell a worker that a row is waiting. A broker that is away changes nothing: the sweep will find it."""
    from reelbyte.tasks import deliver_outbox_message

    queue = _topics[topic].queue if topic in _topics else "default"
    try:
        deliver_outbox_message.apply_async((message_id,), queue=queue, retry=False)
    except Exception:
        logger.warning(
            "outbox hint for %s was lost; the sweep will find it",
            message_id,
            exc_info=True,
        )


def deliver(message_id: int) -> bool:
    """Lease one message and run its handler. True when it ran to its end, now or before."""
    message = _lease(message_id)
    if message is None:
        return False
    token = _running.set(message)
    try:
        _topics[message.topic].handler(message.payload)
    except Retry as retry:
        _put_back(message, retry.after, "")
        return False
    except Exception as error:
        logger.exception("outbox %s failed on attempt %s", message, message.attempts)
        _put_back(
            message,
            _backoff(message.attempts),
            f"{type(error).__name__}: {error}",
            counts=True,
        )
        return False
    finally:
        _running.reset(token)
    OutboxMessage.objects.filter(pk=message.pk).update(
        status=OutboxMessage.Status.DONE,
        done_at=clock.now(),
        leased_until=None,
        last_error="",
    )
    return True


def renew() -> bool:
    """The lease of the message this handler was called for starts anew: for work whose length nobody knows.

    False when the lease has already run out and another worker may hold it: stop, and write nothing. A handler
    that was called directly, not by `deliver()`, holds no lease and cannot lose it.
    """
    message = _running.get()
    if message is None:
        return True
    until = clock.now() + _topics[message.topic].lease
    held = OutboxMessage.objects.filter(
        pk=message.pk,
        status=OutboxMessage.Status.PENDING,
        leased_until=message.leased_until,
    ).update(leased_until=until)
    if held:
        message.leased_until = until
    return bool(held)


def sweep(limit: int = 200) -> int:
    """Hint every message that is due and not leased. Returns how many."""
    due = _due().filter(topic__in=_topics).order_by("available_at").values_list("pk", "topic")[:limit]
    for message_id, topic in due:
        hint(message_id, topic)
    return len(due)


def prune(batch: int = PRUNED_AT_ONCE) -> int:
    """Delete what was done longer than policy.OUTBOX_KEPT ago, a batch a transaction. Returns how many.

    What was given up stays, for staff to look at.
    """
    old = OutboxMessage.objects.filter(status=OutboxMessage.Status.DONE, done_at__lt=clock.now() - policy.OUTBOX_KEPT)
    gone = 0
    while ids := list(old.order_by("pk").values_list("pk", flat=True)[:batch]):
        gone += OutboxMessage.objects.filter(pk__in=ids).delete()[0]
    return gone


def drain(limit: int = 1_000) -> int:
    """Deliver what is due in this process until nothing is: for commands and tests. Returns how many ran."""
    ran = 0
    while ran < limit:
        message_id = (
            _due().filter(topic__in=_topics).order_by("available_at", "pk").values_list("pk", flat=True).first()
        )
        if message_id is None:
            return ran
        deliver(message_id)
        ran += 1
    return ran


def _due():  # noqa: ANN202 - a queryset
    now = clock.now()
    return OutboxMessage.objects.filter(
        Q(leased_until__isnull=True) | Q(leased_until__lt=now),
        status=OutboxMessage.Status.PENDING,
        available_at__lte=now,
    )


def _lease(message_id: int) -> OutboxMessage | None:
    with transaction.atomic():
        message = _due().select_for_update(skip_locked=True).filter(pk=message_id).first()
        if message is None or message.topic not in _topics:
            return None
        message.leased_until = clock.now() + _topics[message.topic].lease
        message.attempts += 1
        message.save(update_fields=["leased_until", "attempts"])
        return message


def _put_back(message: OutboxMessage, after: timedelta, error: str, *, counts: bool = False) -> None:
    dead = counts and message.attempts >= ATTEMPTS_MAXIMUM
    # Only while the lease is still ours: who has lost it must not free the one that another worker holds now.
    OutboxMessage.objects.filter(pk=message.pk, leased_until=message.leased_until).update(
        status=OutboxMessage.Status.DEAD if dead else OutboxMessage.Status.PENDING,
        # A handler that only asked for time has not used up an attempt.
        attempts=F("attempts") if counts else F("attempts") - 1,
        available_at=clock.now() + after,
        leased_until=None,
        last_error=error[:2_000],
    )


def _backoff(attempts: int) -> timedelta:
    return min(BACKOFF_FIRST * 2 ** (attempts - 1), BACKOFF_LONGEST)
