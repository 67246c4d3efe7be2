"""The reel feed: which films, in which order, with what stands at their edge."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Count, Exists, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from creators.models import PortfolioItem
from discovery.access import watchable_films
from discovery.models import Follow, Like, SavedItem
from discovery.queries import creators_listed, ready_films
from gigs.models import Gig
from reelbyte.money import Money
from reelbyte.pagination import Page, paginate

type Viewer = User | AnonymousUser

PAGE_SIZE = 6
# Everybody's best film before anybody's second: no creator fills the screen, and whoever comes new is near the top.
ORDER = ("-is_highlight", "position", "-id")


class Choice(StrEnum):
    """Which films the viewer asked for."""

    ALL = ""
    FOLLOWING = "following"
    LIKED = "liked"


@dataclass(frozen=True)
class Reel:
    """One film of the feed, and its creator's cheapest way to be hired."""

    item: PortfolioItem
    gig: Gig | None

    @property
    def path(self) -> str:
        """The feed with this film first: what is shared, and where one comes back to."""
        return f"{reverse('discovery:feed')}?film={self.item.public_id}"

    @property
    def price(self) -> Money | None:
        return self.gig.from_price if self.gig else None


def reels(viewer: Viewer, choice: Choice, *, cursor: str | None, without: PortfolioItem | None = None) -> Page:
    """A page of Reels, none of them of the film `without`. Five queries at most."""
    films = _dressed(ready_films(creators_listed(viewer)), viewer)
    if without is not None:
        films = films.exclude(pk=without.pk)
    if choice is Choice.FOLLOWING:
        films = films.filter(_is_followed(viewer))
    elif choice is Choice.LIKED:
        films = films.filter(_is_liked(viewer))
    page = paginate(films, order=ORDER, cursor=cursor, size=PAGE_SIZE)
    return Page([_reel(item) for item in page.items], page.next_cursor)


def reel_of(viewer: Viewer, film: PortfolioItem) -> Reel:
    """One film as the feed shows it."""
    return _reel(_dressed(watchable_films(viewer), viewer).get(pk=film.pk))


def _reel(item: PortfolioItem) -> Reel:
    return Reel(item, next(iter(item.profile.cheapest), None))  # type: ignore[attr-defined]


def _dressed(films: QuerySet[PortfolioItem], viewer: Viewer) -> QuerySet[PortfolioItem]:
    """With what stands at a film's edge."""
    gigs = Gig.objects.live().order_by("from_minor")
    return (
        films.select_related("video", "profile__user")
        .prefetch_related("video__renditions", Prefetch("profile__gigs", gigs, to_attr="cheapest"))
        .annotate(
            like_count=_likes(),
            is_liked=_is_liked(viewer),
            is_followed=_is_followed(viewer),
            is_saved=_is_saved(viewer),
        )
    )


def _likes() -> Coalesce:
    counted = Like.objects.filter(film=OuterRef("pk")).order_by().values("film").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def _is_liked(viewer: Viewer) -> Exists | Value:
    return _mine(Like.objects.filter(film=OuterRef("pk")), viewer)


def _is_followed(viewer: Viewer) -> Exists | Value:
    return _mine(Follow.objects.filter(creator=OuterRef("profile")), viewer)


def _is_saved(viewer: Viewer) -> Exists | Value:
    return _mine(SavedItem.objects.filter(film=OuterRef("pk")), viewer, "list__user")


def _mine(rows: QuerySet, viewer: Viewer, person: str = "user") -> Exists | Value:
    if not viewer.is_authenticated:
        return Value(False, output_field=BooleanField())
    return Exists(rows.filter(**{person: viewer.pk}))
