"""What the public pages show, each with as few questions as its page may ask."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum, prefetch_related_objects

from accounts.models import Block
from creators.models import CreatorProfile, PortfolioItem
from creators.queries import first_films
from discovery.models import Kind, SearchDocument
from gigs.models import Gig
from gigs.queries import cards as gig_cards
from reviews.models import Review
from reviews.queries import Summary, published_about, summary
from videos.models import Video

NUMBERS_SECONDS = 60


@dataclass(frozen=True)
class Numbers:
    """True counts, at most a minute old."""

    creators: int
    gigs: int
    films: int
    finished: int
    by_category: dict[int, int]


def gigs_listed(viewer: object) -> QuerySet[Gig]:
    """Live gigs that anybody may see, as cards; without those a block hides from this viewer."""
    gigs = Gig.objects.listed(viewer)
    if getattr(viewer, "is_authenticated", False):
        gigs = gigs.filter(pk__in=Gig.objects.visible_to(viewer).values("pk"))
    return gigs


def documents_for(viewer: Any) -> QuerySet[SearchDocument]:
    """Every search document this viewer may find. No join, so that the table's own indexes are enough.

    Who is suspended or hidden has no documents; those of the last seconds are caught where their rows are loaded.
    """
    documents = SearchDocument.objects.all()
    if not getattr(viewer, "is_authenticated", False):
        return documents.filter(members_only=False)
    mine = Block.objects.filter(blocker=viewer).values("blocked")
    theirs = Block.objects.filter(blocked=viewer).values("blocker")
    return documents.exclude(Q(owner__in=mine) | Q(owner__in=theirs))


def creators_listed(viewer: object) -> QuerySet[CreatorProfile]:
    """Public creators with a film to watch; without those a block hides from this viewer."""
    film = PortfolioItem.objects.filter(profile=OuterRef("pk"), video__status=Video.Status.READY)
    creators = CreatorProfile.objects.listed(viewer).filter(Exists(film))
    if getattr(viewer, "is_authenticated", False):
        creators = creators.filter(pk__in=CreatorProfile.objects.visible_to(viewer).values("pk"))
    return creators


def ready_films(creators: QuerySet[CreatorProfile]) -> QuerySet[PortfolioItem]:
    """Films of theirs that can be watched."""
    return PortfolioItem.objects.filter(profile__in=creators.values("pk"), video__status=Video.Status.READY)


def creator_cards(creators: QuerySet[CreatorProfile]) -> QuerySet[CreatorProfile]:
    """With what a card shows: the person and their first film (`films`). Two queries more than the list."""
    return creators.select_related("user").prefetch_related(first_films())


def newest_gigs(viewer: object, count: int) -> list[Gig]:
    """Two queries."""
    return list(gig_cards(gigs_listed(viewer)).order_by("-published_at", "-id")[:count])


def numbers() -> Numbers:
    """What the home page counts. Three queries a minute, none otherwise."""
    if (known := cache.get("discovery:numbers:2")) is None:
        found = SearchDocument.objects.filter(members_only=False).exclude(kind=Kind.JOB).order_by()
        counts = {(kind, top): count for kind, top, count in found.values_list("kind", "top").annotate(Count("pk"))}
        by_category = {top: count for (kind, top), count in counts.items() if kind == Kind.GIG}
        known = Numbers(
            creators=counts.get((Kind.CREATOR, None), 0),
            gigs=sum(by_category.values()),
            films=ready_films(CreatorProfile.objects.listed()).count(),
            finished=CreatorProfile.objects.aggregate(total=Sum("finished_count"))["total"] or 0,
            by_category=by_category,
        )
        cache.set("discovery:numbers:2", known, NUMBERS_SECONDS)
    return known


def wall(creators: list[CreatorProfile], gigs: list[Gig]) -> list[Video]:
    """The films behind the home page's line, each once, from rows that are loaded already."""
    films = [profile.films[0].video for profile in creators if profile.films]  # type: ignore[attr-defined]
    films += [gig.cover for gig in gigs if gig.cover is not None]
    return list({video.pk: video for video in films if video.is_ready}.values())


@dataclass(frozen=True)
class CreatorPage:
    """A profile's public page, loaded."""

    profile: CreatorProfile
    items: list[PortfolioItem]
    gigs: list[Gig]
    reviews: list[Review]
    summary: Summary


def creator_page(profile: CreatorProfile) -> CreatorPage:
    """Films, gigs and reviews of a profile. Seven queries: skills, languages, films, gigs, files, figures, reviews."""
    prefetch_related_objects([profile], "skills", "languages")
    items = list(profile.portfolio.filter(video__status=Video.Status.READY).select_related("video"))
    gigs = list(profile.gigs.live().select_related("cover").order_by("-finished_count", "-published_at"))
    for gig in gigs:
        gig.creator = profile
    videos = [item.video for item in items] + [gig.cover for gig in gigs if gig.cover]
    prefetch_related_objects(videos, "renditions")
    reviews = list(published_about(profile.user)[:12])
    return CreatorPage(profile, items, gigs, reviews, summary(profile.user))


def reviews_of(gig: Gig) -> list[Review]:
    """The newest published reviews of this gig's orders. One query."""
    return list(published_about(gig.creator.user).filter(contract__gig=gig)[:8])
