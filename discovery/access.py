"""Load what a viewer may watch. A stranger to it gets 404."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from creators.models import CreatorProfile, PortfolioItem
from discovery.models import SavedItem, SavedList, SavedSearch
from discovery.queries import ready_films
from gigs.models import Gig


def watchable_films(viewer: object) -> QuerySet[PortfolioItem]:
    """Films of profiles this viewer may open, ready to be watched."""
    return ready_films(CreatorProfile.objects.visible_to(viewer))


def watchable_film(viewer: object, public_id: UUID) -> PortfolioItem:
    return get_object_or_404(watchable_films(viewer), public_id=public_id)


def saveable(viewer: User, kind: str, ref: str) -> CreatorProfile | Gig | PortfolioItem:
    """What a save button stands beside: `kind` is "creators", "gigs" or "reels", `ref` as in its address."""
    if kind == "creators":
        return followable_creator(viewer, ref)
    if kind == "gigs":
        gigs = Gig.objects.visible_to(viewer).live().select_related("creator__user")
        return get_object_or_404(gigs, slug=ref)
    if kind == "reels":
        try:
            return watchable_film(viewer, UUID(ref))
        except ValueError:
            raise Http404 from None
    raise Http404


def own_list(user: User, public_id: UUID) -> SavedList:
    return get_object_or_404(SavedList.objects.filter(user=user).select_related("user"), public_id=public_id)


def own_item(user: User, public_id: UUID) -> SavedItem:
    return get_object_or_404(SavedItem.objects.filter(list__user=user).select_related("list"), public_id=public_id)


def own_search(user: User, public_id: UUID) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.filter(user=user), public_id=public_id)


def followable_creator(viewer: User, handle: str) -> CreatorProfile:
    return get_object_or_404(CreatorProfile.objects.visible_to(viewer).exclude(headline=""), handle=handle)
