"""Having been told."""

from functools import partial
from typing import Any

from django.db import transaction

from notifications import live
from notifications.models import Notification
from reelbyte import clock


@transaction.atomic
def read(notification: Notification) -> None:
    """Mark one as read; read again changes nothing."""
    unread = Notification.objects.filter(pk=notification.pk, read_at__isnull=True)
    if unread.update(read_at=clock.now()):
        transaction.on_commit(partial(live.ring, notification.recipient_id))


@transaction.atomic
def read_all(user: Any) -> int:
    """Mark everything behind a person's bell as read. Returns how many were not."""
    count = Notification.objects.filter(recipient=user).unread().update(read_at=clock.now())
    if count:
        transaction.on_commit(partial(live.ring, user.pk))
    return count


@transaction.atomic
def read_about(user: Any, kind: str, prefix: str) -> int:
    """Mark as read what `user` was told of `kind` under keys that begin with `prefix`: they have seen the thing
    itself. Returns how many were not.
    """
    told = Notification.objects.filter(recipient=user, kind=kind, key__startswith=prefix)
    count = told.unread().update(read_at=clock.now())
    if count:
        transaction.on_commit(partial(live.ring, user.pk))
    return count
