"""Load and authorise. A stranger gets 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from gigs.models import Extra, Gig, GigSample, Package
from videos.models import Video

if TYPE_CHECKING:
    from accounts.models import User

SAMPLES = Prefetch("samples", GigSample.objects.select_related("video").prefetch_related("video__renditions"))


def own_gig(user: "User", slug: str) -> Gig:
    """A gig of their own, in any state, with its packages and films."""
    gigs = Gig.objects.owned_by(user).select_related("creator__user", "category__parent", "cover")
    return get_object_or_404(gigs.prefetch_related("packages", SAMPLES), slug=slug)


def gig_for(viewer: object, slug: str) -> Gig:
    """A gig this viewer may open."""
    gigs = Gig.objects.visible_to(viewer).select_related("creator__user", "category__parent")
    return get_object_or_404(gigs, slug=slug)


def order_for(viewer: object, package_id: UUID, extra_ids: list[UUID]) -> tuple[Package, list[Extra]]:
    """The package and extras of an order by their public ids: of one live gig this viewer may see.

    Raises Http404 for a package that is not on offer to them, and for an extra of another gig.
    """
    live = Gig.objects.live().visible_to(viewer)
    package = get_object_or_404(
        Package.objects.select_related("gig__creator__user", "gig__category"), public_id=package_id, gig__in=live
    )
    extras = list(Extra.objects.filter(gig=package.gig, public_id__in=extra_ids).select_related("gig"))
    if len(extras) != len(set(extra_ids)):
        raise Http404
    return package, extras


def ready_samples(gig: Gig) -> list[Video]:
    """The films of a gig that can be watched, in its order; no query after the prefetch."""
    return [sample.video for sample in gig.samples.all() if sample.video.is_ready]
