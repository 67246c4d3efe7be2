"""What this app gives along when somebody takes their data. Reviews stay, without the name."""

from accounts import hooks
from accounts.exporting import Part, rows
from accounts.models import User
from reviews.models import Review


def register() -> None:
    """Called once by `ReviewsConfig.ready`."""
    hooks.export("reviews", _reviews)


def _reviews(user: User) -> Part:
    """What they wrote, and what was published about them: the rest is blind still."""
    columns = ("contract__public_id", "direction", "score", "text", "response", "created_at", "published_at")
    return Part(
        {
            "written": rows(Review.objects.filter(author=user), *columns),
            "received": rows(Review.objects.published().filter(subject=user), *columns),
        }
    )
