"""What a person's pages show."""

from typing import Any

from django.db.models import QuerySet

from notifications.models import Notification, NotificationQuerySet, PushSubscription, Schedule

COUNT_LIMIT = 100  # beyond, the badge says 99+


def unread_count(user_id: int) -> int:
    """How many are unread, counted no further than the badge shows."""
    return Notification.objects.filter(recipient_id=user_id).unread()[:COUNT_LIMIT].count()


def listed(user_id: int) -> NotificationQuerySet:
    """Everything behind a person's bell, with who caused it."""
    return Notification.objects.filter(recipient_id=user_id).in_app().select_related("actor")


def schedule_of(user: Any) -> Schedule:
    """When somebody is told: their row, or the one they would begin with (not saved)."""
    return Schedule.objects.select_related("user").filter(user=user).first() or Schedule(user=user)


def devices_of(user_id: int) -> QuerySet[PushSubscription]:
    """The browsers that may be woken for a person, the newest first."""
    return PushSubscription.objects.filter(user_id=user_id).order_by("-created_at", "-pk")
