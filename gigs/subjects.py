"""What a first message to a creator may be about: a gig."""

from accounts.models import User
from gigs.models import Gig
from messaging import subjects
from messaging.subjects import Subject


def register() -> None:
    """Called once, when the app is ready."""
    subjects.register("gig", _gig)


def _gig(slug: str, viewer: User) -> Subject | None:
    gig = Gig.objects.visible_to(viewer).select_related("creator__user").filter(slug=slug).first()
    return Subject(gig.title, gig.get_absolute_url(), gig.creator.user) if gig else None
