"""The creator's steps of the newcomers' checklist."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import onboarding
from creators.models import CreatorProfile, PortfolioItem


def register() -> None:
    """Called once, when the app is ready."""
    onboarding.register(
        onboarding.Step(
            key="creators.profile",
            role=onboarding.CREATOR,
            title=_("Say what you make"),
            text=_("A headline, your skills and your rates: what clients read after they have watched."),
            url_name="creators:profile-edit",
            is_done=_has_profile,
            position=20,
            icon="circle-user",
        )
    )
    onboarding.register(
        onboarding.Step(
            key="creators.portfolio",
            role=onboarding.CREATOR,
            title=_("Show a film"),
            text=_("Your best one first. Nobody hires a paragraph."),
            url_name="creators:portfolio",
            is_done=_has_film,
            position=30,
            icon="film",
        )
    )


def _has_profile(user: Any) -> bool:
    return CreatorProfile.objects.filter(user=user).exclude(headline="").exclude(skills=None).exists()


def _has_film(user: Any) -> bool:
    return PortfolioItem.objects.filter(profile__user=user).exists()
