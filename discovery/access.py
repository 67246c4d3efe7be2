"""Load what a viewer may watch. A stranger to it gets 404."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from creators.models import CreatorProfile, PortfolioItem
from discovery.queries import ready_films


def watchable_films(viewer: object) -> QuerySet[PortfolioItem]:
    """Films of profiles this viewer may open, ready to be watched."""
    return ready_films(CreatorProfile.objects.visible_to(viewer))


def watchable_film(viewer: object, public_id: UUID) -> PortfolioItem:
    return get_object_or_404(watchable_films(viewer), public_id=public_id)


def followable_creator(viewer: User, handle: str) -> CreatorProfile:
    return get_object_or_404(CreatorProfile.objects.visible_to(viewer).exclude(headline=""), handle=handle)
