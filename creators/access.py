"""Load and authorise. A stranger gets 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from creators.actions.open_profile import open_profile
from creators.models import CreatorProfile, PortfolioItem

if TYPE_CHECKING:
    from accounts.models import User


def own_profile(user: "User") -> CreatorProfile:
    """The creator's own profile, opened on their first visit. Raises Http404 for who is not a creator."""
    if not user.is_authenticated or not user.is_creator:
        raise Http404
    profile = open_profile(user)
    profile.user = user
    return profile


def own_item(user: "User", public_id: UUID) -> PortfolioItem:
    """A film of their own portfolio."""
    return get_object_or_404(
        PortfolioItem.objects.select_related("profile__user", "video"), public_id=public_id, profile__user=user
    )


def profile_for(viewer: object, handle: str) -> CreatorProfile:
    """A profile this viewer may open, by its handle in any case."""
    profiles = CreatorProfile.objects.visible_to(viewer).select_related("user")
    return get_object_or_404(profiles, handle__iexact=handle)
