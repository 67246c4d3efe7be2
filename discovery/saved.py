"""What a person has saved, as pages ask for it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch
from django.utils.safestring import SafeString

from accounts.models import User
from creators.models import CreatorProfile, PortfolioItem
from discovery import cards, queries
from discovery.actions.save_item import Thing, column_of
from discovery.models import Kind, SavedItem, SavedList, SavedSearch
from gigs.models import Gig
from gigs.queries import cards as gig_rows

KINDS = (str(Kind.CREATOR), str(Kind.GIG), "film")
PICTURES = 4


@dataclass(frozen=True)
class Entry:
    """A line of a list. `card` is empty for what may no longer be seen; a film has `film` instead of a card."""

    item: SavedItem
    card: SafeString | str = ""
    film: PortfolioItem | None = None

    @property
    def film_url(self) -> str:
        """The film on its creator's page."""
        return f"{self.film.profile.get_absolute_url()}?film={self.film.public_id}#stage" if self.film else ""


def saved_by(viewer: Any) -> frozenset[tuple[str, int]]:
    """(kind, id) of everything in this person's lists. One query; none for visitors."""
    if not getattr(viewer, "is_authenticated", False):
        return frozenset()
    rows = SavedItem.objects.filter(list__user=viewer).values_list("creator_id", "gig_id", "film_id")
    return frozenset((kind, pk) for row in rows for kind, pk in zip(KINDS, row, strict=True) if pk)


def is_saved(viewer: Any, thing: Thing) -> bool:
    """Whether it is in any of their lists."""
    if not getattr(viewer, "is_authenticated", False):
        return False
    return SavedItem.objects.filter(list__user=viewer, **column_of(thing)).exists()


def lists_of(user: User) -> list[SavedList]:
    """Their lists with `size` and, for the first lines, a picture each (`shown`)."""
    items = SavedItem.objects.select_related("creator__user", "gig__cover", "film__video").prefetch_related(
        "gig__cover__renditions", "film__video__renditions"
    )
    rows = SavedList.objects.filter(user=user).annotate(size=Count("items"))
    lists: list[SavedList] = list(rows.prefetch_related(Prefetch("items", items.order_by("-id"), to_attr="newest")))
    for row in lists:
        row.shown = row.newest[:PICTURES]  # type: ignore[attr-defined]
    return lists


def searches_of(user: User) -> list[tuple[SavedSearch, str]]:
    """Their searches, each with its address."""
    from discovery.actions.save_search import address

    return [(row, address(row)) for row in SavedSearch.objects.filter(user=user)]


def chosen_lists(user: User, thing: Thing) -> list[SavedList]:
    """Their lists, each with whether it has `thing` (`has`)."""
    has = Exists(SavedItem.objects.filter(list=OuterRef("pk"), **column_of(thing)))
    return list(SavedList.objects.filter(user=user).annotate(has=has))


def contents(row: SavedList, viewer: User) -> list[Entry]:
    """What is in a list, newest first. What is hidden, paused or gone keeps its line, without a picture."""
    items = list(row.items.all())
    creators = _by_id(queries.creator_cards(CreatorProfile.objects.visible_to(viewer)), items, "creator_id")
    gigs = _by_id(gig_rows(Gig.objects.visible_to(viewer).live()), items, "gig_id")
    films = queries.ready_films(CreatorProfile.objects.visible_to(viewer)).select_related("video", "profile__user")
    shown = _by_id(films.prefetch_related("video__renditions"), items, "film_id")
    drawn: dict[tuple[str, int], SafeString] = {}
    for name, rows, draw in (("creator_id", creators, cards.creator_cards), ("gig_id", gigs, cards.gig_cards)):
        kept = [one for one in rows.values() if name == "gig_id" or one.films]
        drawn |= {(name, one.pk): card for one, card in zip(kept, draw(kept), strict=True)}
    return [
        Entry(
            item,
            drawn.get(("creator_id", item.creator_id or 0)) or drawn.get(("gig_id", item.gig_id or 0)) or "",
            shown.get(item.film_id or 0),
        )
        for item in items
    ]


def _by_id(rows: Any, items: list[SavedItem], name: str) -> dict[int, Any]:
    ids = [pk for item in items if (pk := getattr(item, name))]
    return {row.pk: row for row in rows.filter(pk__in=ids)} if ids else {}
