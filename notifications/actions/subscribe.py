"""A browser lets itself be woken, or no longer does."""

from typing import Any

from django.db import transaction

from notifications.models import PushSubscription
from notifications.sockets import session_group
from reelbyte import policy


@transaction.atomic
def subscribe(user: Any, *, endpoint: str, p256dh: str, auth: str, label: str, session_key: str) -> PushSubscription:
    """Remember how to reach a browser of `user`, checked by `PushForm`. Asked again, it is the same subscription.

    A browser that was another person's is theirs no longer, nor is what still waited for it. Beyond
    PUSH_DEVICES_MAXIMUM the oldest gives way.
    """
    PushSubscription.objects.filter(endpoint=endpoint).exclude(user=user).delete()
    subscription, _ = PushSubscription.objects.update_or_create(
        endpoint=endpoint,
        user=user,
        defaults={"p256dh": p256dh, "auth": auth, "label": label, "session": session_group(session_key)},
    )
    known = PushSubscription.objects.filter(user=user).order_by("-created_at", "-pk")
    PushSubscription.objects.filter(pk__in=known.values("pk")[policy.PUSH_DEVICES_MAXIMUM :]).delete()
    return subscription


def unsubscribe(subscription: PushSubscription) -> None:
    """Forget it, and what still waits for it."""
    subscription.delete()


def session_ended(user_id: int, session_key: str) -> None:
    """A browser was signed out: it hears nothing any more (accounts' `on_session_end`)."""
    PushSubscription.objects.filter(user_id=user_id, session=session_group(session_key)).delete()


def credentials_changed(user: Any) -> None:
    """The password changed, perhaps because somebody else had it: every browser asks anew."""
    PushSubscription.objects.filter(user=user).delete()
