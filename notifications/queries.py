"""What a person's bell shows."""

from notifications.models import Notification, NotificationQuerySet

COUNT_LIMIT = 100  # beyond, the badge says 99+


def unread_count(user_id: int) -> int:
    """How many are unread, counted no further than the badge shows."""
    return Notification.objects.filter(recipient_id=user_id).unread()[:COUNT_LIMIT].count()


def listed(user_id: int) -> NotificationQuerySet:
    """Everything behind a person's bell, with who caused it."""
    return Notification.objects.filter(recipient_id=user_id).in_app().select_related("actor")
