"""Load what a viewer may watch. A stranger to it gets 404."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from creators.models import CreatorProfile, PortfolioItem
from videos.models import Video


def watchable_films(viewer: object) -> QuerySet[PortfolioItem]:
    """Films of profiles this viewer may open, ready to be watched."""
    profiles = CreatorProfile.objects.visible_to(viewer).values("pk")
    return PortfolioItem.objects.filter(profile__in=profiles, video__status=Video.Status.READY)


def watchable_film(viewer: object, public_id: UUID) -> PortfolioItem:
    films = watchable_films(viewer).select_related("profile__user", "video").prefetch_related("video__renditions")
    return get_object_or_404(films, public_id=public_id)


def followable_creator(viewer: User, handle: str) -> CreatorProfile:
    return get_object_or_404(CreatorProfile.objects.visible_to(viewer).exclude(headline=""), handle=handle)
