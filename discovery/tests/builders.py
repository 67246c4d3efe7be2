"""Public creators with something to watch."""

from typing import Any

from accounts.models import User
from creators.actions.add_item import add_item
from creators.actions.open_profile import open_profile
from creators.models import CreatorProfile, Skill
from gigs.tests.builders import make_video


def make_creator(
    user: Any, skills: tuple[str, ...] = (), *, films: int = 1, visibility: str = "public", **columns: Any
) -> CreatorProfile:
    """A profile that lists show: a headline, a film that can be watched, and the columns given."""
    User.objects.filter(pk=user.pk).update(profile_visibility=visibility)
    user.refresh_from_db()
    profile = open_profile(user)
    columns = {"headline": "Product films in macro", **columns}
    CreatorProfile.objects.filter(pk=profile.pk).update(**columns)
    profile.skills.add(*Skill.objects.filter(name__in=skills))
    for number in range(films):
        add_item(profile, make_video(user, "portfolio"), title=f"Film {number}")
    profile.refresh_from_db()
    return profile
