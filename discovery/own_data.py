"""What this app gives along when somebody takes their data, and forgets when they leave."""

from accounts import hooks
from accounts.exporting import Part, rows
from accounts.models import User
from discovery.models import Follow, Like, SavedItem, SavedList, SavedSearch


def register() -> None:
    """Called once by `DiscoveryConfig.ready`."""
    hooks.export("saved", _saved)
    hooks.anonymise(_forget)


def _saved(user: User) -> Part:
    return Part(
        {
            "lists": rows(SavedList.objects.filter(user=user), "public_id", "name"),
            "saved": rows(SavedItem.objects.filter(list__user=user), "list__name", "creator__handle", "gig__slug",
                          "film__public_id", "at"),
            "searches": rows(SavedSearch.objects.filter(user=user), "kind", "name", "query", "alerts", "created_at"),
            "likes": rows(Like.objects.filter(user=user), "film__public_id"),
            "follows": rows(Follow.objects.filter(user=user), "creator__handle"),
        }
    )  # fmt: skip


def _forget(user: User) -> None:
    """What they liked and kept was theirs alone."""
    for model in (SavedList, SavedSearch, Like, Follow):
        model.objects.filter(user=user).delete()
