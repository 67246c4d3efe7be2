"""What a first message to a creator may be about: their profile."""

from accounts.models import User
from creators.models import CreatorProfile
from messaging import subjects
from messaging.subjects import Subject


def register() -> None:
    """Called once, when the app is ready."""
    subjects.register("creator", _profile)


def _profile(handle: str, viewer: User) -> Subject | None:
    profiles = CreatorProfile.objects.visible_to(viewer).select_related("user")
    profile = profiles.filter(handle__iexact=handle).first()
    return Subject(profile.headline or profile.name, profile.get_absolute_url(), profile.user) if profile else None
