"""Lists of gigs, with what their pages need."""

from datetime import datetime

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncWeek

from accounts.models import User
from creators.models import CreatorProfile
from gigs.access import SAMPLES
from gigs.models import DailyViews, Gig, GigEvent


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


def views_by_week(user: User, weeks: list[datetime]) -> list[tuple[datetime, int]]:
    """How many people a day looked at this creator's gigs, summed over each of `weeks` (their Mondays). One query."""
    rows = DailyViews.objects.filter(gig__creator__user=user, day__gte=weeks[0].date()).order_by()
    counts = dict(rows.annotate(week=TruncWeek("day")).values_list("week").annotate(total=Sum("people")))
    return [(week, counts.get(week.date(), 0)) for week in weeks]
