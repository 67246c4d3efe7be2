"""What happened, to whom it was told, how, and how they want to be told."""

from notifications.models.digest import Digest
from notifications.models.notification import Delivery, Notification, NotificationQuerySet
from notifications.models.preference import Preference, Schedule
from notifications.models.subscription import PushSubscription

__all__ = [
    "Delivery",
    "Digest",
    "Notification",
    "NotificationQuerySet",
    "Preference",
    "PushSubscription",
    "Schedule",
]
