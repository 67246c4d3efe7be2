"""What this app gives along when somebody takes their data, and forgets when they leave."""

from uuid import uuid4

from accounts import hooks
from accounts.exporting import Part, rows
from accounts.models import User
from creators.models import CreatorProfile, PortfolioItem, ProfileLanguage


def register() -> None:
    """Called once by `CreatorsConfig.ready`."""
    hooks.export("profile", _profile)
    hooks.anonymise(_forget)


def _profile(user: User) -> Part:
    return Part(
        {
            "profile": rows(
                CreatorProfile.objects.filter(user=user), "public_id", "handle", "headline", "bio", "location", "links",
                "currency", "hourly_minor", "project_minor", "availability", "available_from", "rating_average",
                "rating_count", "finished_count", "created_at",
            ),
            "skills": rows(CreatorProfile.objects.filter(user=user, skills__isnull=False), "skills__name"),
            "languages": rows(ProfileLanguage.objects.filter(profile__user=user), "code", "level"),
            "portfolio": rows(
                PortfolioItem.objects.filter(profile__user=user), "public_id", "video__public_id", "title",
                "description", "tags", "role", "client_name", "link", "is_highlight", "created_at",
            ),
        }
    )  # fmt: skip


def _forget(user: User) -> None:
    """The row stays for contracts that point to it, with an address that says nothing."""
    profile = CreatorProfile.objects.filter(user=user).first()
    if profile is None:
        return
    profile.portfolio.all().delete()
    profile.languages.all().delete()
    profile.skills.clear()
    profile.handle = f"former-{uuid4().hex[:16]}"
    profile.headline, profile.bio, profile.location, profile.links = "", "", "", {}
    profile.hourly_minor = profile.project_minor = None
    profile.save()
