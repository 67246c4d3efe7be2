"""Lists of gigs, with what their pages need."""

from django.db.models import QuerySet

from creators.models import CreatorProfile
from gigs.access import SAMPLES
from gigs.models import Gig, GigEvent


def own_gigs(profile: CreatorProfile) -> list[Gig]:
    """A creator's gigs in every state, newest first. Three queries."""
    gigs = profile.gigs.select_related("creator__user", "category__parent", "cover")
    return list(gigs.prefetch_related("cover__renditions"))


def cards(gigs: QuerySet[Gig]) -> QuerySet[Gig]:
    """With what a card shows: the creator, the cover and its files. One query more than the list."""
    return gigs.select_related("creator__user", "cover").prefetch_related("cover__renditions")


def detail(gigs: QuerySet[Gig]) -> QuerySet[Gig]:
    """With what a gig's page shows. Six queries more than the row."""
    related = gigs.select_related("creator__user", "category__parent", "cover")
    return related.prefetch_related("packages", "extras", "faqs", SAMPLES)


def last_rejection(gig: Gig) -> GigEvent | None:
    """Why staff sent it back, while that is the last word on it."""
    last = gig.events.order_by("-id").first()
    return last if last is not None and last.move in ("reject", "take_down") else None
