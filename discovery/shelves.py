"""Rows of cards that nobody searched for: what staff put in the window, what trends, and the best of a category."""

from collections import Counter
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from discovery.models import Featured, Kind, SearchDocument
from discovery.queries import documents_for
from discovery.search import Match

KEPT_SECONDS = 60


def trending(viewer: Any, kind: str, count: int, *, within: Q | None = None, page: int | None = None) -> list[Match]:
    """What staff chose for the page, then what is going on most, then the best by quality. One query a minute.

    `within` is about documents; `page` is the top category whose window it is, None for the home page's.
    """
    signed_in = bool(getattr(viewer, "is_authenticated", False))
    key = f"discovery:trending:1:{kind}:{page}:{within!r}:{int(signed_in)}:{count}".replace(" ", "")
    if (kept := cache.get(key)) is None:
        chosen = Featured.objects.current().filter(category=page, **{f"{kind}_id": OuterRef("object_id")})
        documents = documents_for(viewer).filter(kind=kind, tier=1)
        if within is not None:
            documents = documents.filter(within)
        ordered = documents.annotate(
            place=Subquery(chosen.values("position")[:1]), heat=Coalesce("trend__score", 0.0)
        ).order_by(F("place").asc(nulls_last=True), "-heat", "-quality", "-id")
        kept = list(ordered.values_list("object_id", "place")[:count])
        cache.set(key, kept, KEPT_SECONDS)
    return [Match(kind, object_id, is_featured=place is not None) for object_id, place in kept]


def counts_below(top_id: int) -> dict[int, int]:
    """Gigs by subcategory, visitors' view. One query."""
    rows = SearchDocument.objects.filter(kind=Kind.GIG, top=top_id, members_only=False)
    return dict(rows.order_by().values_list("category").annotate(Count("pk")))


def neighbours(top_id: int, count: int) -> list[int]:
    """Other top categories that the creators of this one work in, the commonest first. One query."""
    rows = SearchDocument.objects.filter(kind=Kind.CREATOR, tops__contains=[top_id], tier=1)
    found: Counter[int] = Counter()
    for tops in rows.order_by("-quality").values_list("tops", flat=True)[:500]:
        found.update(pk for pk in tops if pk != top_id)
    return [pk for pk, _count in found.most_common(count)]
