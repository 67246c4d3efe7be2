"""Gather what waits for the digests that are due."""

from django.db import transaction

from notifications import hours
from notifications.models import Delivery, Digest, Schedule
from reelbyte import clock, outbox

BATCH = 200


def make_digests() -> int:
    """Make every digest that is due, at most BATCH of them. Returns how many; safe to run twice at once.

    A schedule is claimed with SKIP LOCKED and moves on in the same transaction: a period is digested once.
    """
    made = 0
    for _ in range(BATCH):
        with transaction.atomic():
            schedule = _claim()
            if schedule is None:
                return made
            made += _gather(schedule)
    return made


def _claim() -> Schedule | None:
    due = Schedule.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
    return due.filter(next_digest_at__lte=clock.now()).order_by("next_digest_at").first()


def _gather(schedule: Schedule) -> bool:
    due = schedule.next_digest_at
    assert due is not None
    waiting = Delivery.objects.filter(notification__recipient=schedule.user, status=Delivery.Status.DIGEST)
    made = False
    if waiting.exists():
        # If the period has had its digest already (the hour was moved), what waits goes in the next.
        digest, made = Digest.objects.get_or_create(user=schedule.user, period=hours.period(schedule, due))
        if made:
            waiting.update(digest=digest, status=Delivery.Status.PENDING, changed_at=clock.now())
            outbox.add("notifications.digest", str(digest.pk), {"digest": digest.pk})
    schedule.next_digest_at = hours.next_digest(schedule, clock.now())
    schedule.save(update_fields=["next_digest_at"])
    return made
