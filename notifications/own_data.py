"""What this app gives along when somebody takes their data, and forgets when they leave."""

from accounts import hooks
from accounts.exporting import Part, rows
from accounts.models import User
from notifications.models import Digest, Notification, Preference, PushSubscription


def register() -> None:
    """Called once by `NotificationsConfig.ready`."""
    hooks.export("notices", _notices)
    hooks.anonymise(_forget)


def _notices(user: User) -> Part:
    return Part(
        {
            "notices": rows(
                Notification.objects.filter(recipient=user), "kind", "text", "url", "created_at", "read_at"
            ),
            "choices": rows(Preference.objects.filter(user=user), "about", "channel", "is_on"),
            "devices": rows(PushSubscription.objects.filter(user=user), "label", "created_at"),
        }
    )


def _forget(user: User) -> None:
    for model, owner in (
        (Digest, "user"),
        (Notification, "recipient"),
        (Preference, "user"),
        (PushSubscription, "user"),
    ):
        model.objects.filter(**{owner: user}).delete()
