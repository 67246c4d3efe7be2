"""A notification is its recipient's and nobody else's; so is a device."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from notifications import queries, unsubscribing
from notifications.models import Notification, PushSubscription


def notification_for(user: Any, public_id: UUID) -> Notification:
    """The person's own notification; anybody else gets 404."""
    return get_object_or_404(queries.listed(user.pk), public_id=public_id)


def device_for(user: Any, public_id: UUID) -> PushSubscription:
    """One of the person's own browsers; anybody else gets 404."""
    return get_object_or_404(queries.devices_of(user.pk), public_id=public_id)


def wish_for(token: str) -> unsubscribing.Wish:
    """What a mail's link may unsubscribe, signed in or not; 404 for one that we did not sign."""
    wish = unsubscribing.read(token)
    if wish is None:
        raise Http404
    return wish
