"""A notification is its recipient's and nobody else's."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from notifications import queries
from notifications.models import Notification


def notification_for(user: Any, public_id: UUID) -> Notification:
    """The person's own notification; anybody else gets 404."""
    return get_object_or_404(queries.listed(user.pk), public_id=public_id)
