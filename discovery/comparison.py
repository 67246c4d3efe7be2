"""Up to four creators side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from creators.models import CreatorProfile
from discovery import queries
from discovery.models import Kind
from discovery.words import fold
from gigs.models import Gig
from reelbyte import policy

SUGGESTED = 6
type Cell = str | bool | list[str]


@dataclass(frozen=True)
class Row:
    """A line of the table: what, and one cell a creator. A list is printed as words, True as a tick."""

    label: str
    cells: list[Cell]


def chosen(viewer: Any, handles: list[str]) -> list[CreatorProfile]:
    """The creators of these handles that the viewer may see, in their order, the first few. Six queries at most."""
    wanted = list(dict.fromkeys(fold(handle) for handle in handles))[: policy.COMPARED_MAXIMUM]
    if not wanted:
        return []
    gigs = Gig.objects.listed(viewer).order_by("from_minor", "pk")
    rows = CreatorProfile.objects.visible_to(viewer).filter(handle__in=wanted)
    loaded = queries.creator_cards(rows).prefetch_related(
        "skills", "languages", Prefetch("gigs", gigs, to_attr="cheapest")
    )
    found = {row.handle.lower(): row for row in loaded}
    return [found[handle] for handle in wanted if handle in found]


def others(viewer: Any, creators: list[CreatorProfile], words: str) -> list[CreatorProfile]:
    """Whom one could add: by the beginning of a name, else who works in the same kinds of film. Two queries."""
    have = [row.pk for row in creators]
    documents = queries.documents_for(viewer).filter(kind=Kind.CREATOR).exclude(object_id__in=have)
    if words := fold(words)[:60]:
        documents = documents.filter(Q(title_key__startswith=words) | Q(title_key__contains=f" {words}"))
    elif tops := {skill.category_id for row in creators for skill in row.skills.all()}:
        documents = documents.filter(tops__overlap=list(tops))
    ids = list(documents.order_by("tier", "-quality").values_list("object_id", flat=True)[:SUGGESTED])
    rows = queries.creators_listed(viewer).select_related("user").in_bulk(ids) if ids else {}
    return [rows[pk] for pk in ids if pk in rows]


def table(creators: list[CreatorProfile]) -> list[Row]:
    """What is worth comparing; lines that nobody has anything to say to are left out."""
    facts: list[tuple[str, Callable[[CreatorProfile], Cell]]] = [
        (_("Rating"), _rating),
        (_("Hourly rate"), lambda one: one.hourly_rate.short if one.hourly_rate else ""),
        (_("Projects from"), lambda one: one.project_rate.short if one.project_rate else ""),
        (_("Gigs from"), lambda one: one.cheapest[0].from_price.short if one.cheapest else ""),  # type: ignore[attr-defined]
        (_("Available"), _available),
        (_("Skills"), lambda one: [skill.name for skill in one.skills.all()]),
        (_("Languages"), lambda one: [f"{row.name}, {row.get_level_display()}" for row in one.languages.all()]),
        (_("Works in"), lambda one: one.location),
        (_("Contracts finished"), lambda one: str(one.finished_count)),
        (_("In the queue"), lambda one: str(one.queue_length)),
        (_("Identity verified"), lambda one: one.user.is_verified),
    ]
    rows = [Row(label, [fact(one) for one in creators]) for label, fact in facts]
    return [row for row in rows if any(cell and cell != "0" for cell in row.cells)]


def _rating(one: CreatorProfile) -> Cell:
    if not one.rating_count:
        return ""
    reviews = ngettext("%(count)s review", "%(count)s reviews", one.rating_count) % {"count": one.rating_count}
    return f"{one.rating_average:.1f} ({reviews})"


def _available(one: CreatorProfile) -> Cell:
    if one.is_free_now:
        return _("Now")
    if one.is_away or one.available_from is None:
        return _("Away")
    return date_format(one.available_from, "j M Y")
