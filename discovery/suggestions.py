"""What a search box offers while one types."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from discovery import vocabulary
from discovery.listing import LISTINGS
from discovery.models import Kind
from discovery.queries import documents_for
from discovery.taxonomy import crafts, labels
from discovery.words import fold

PEOPLE, PLACES = 3, 3


@dataclass(frozen=True)
class Suggestion:
    """A line of the list: where it leads, and what the box says when it is chosen. People have a face.

    `sub` says what it is, where it is no search.
    """

    text: str
    url: str
    sub: str = ""
    face: str = ""
    is_person: bool = False


def suggestions(typed: str, viewer: Any) -> list[Suggestion]:
    """Completions first (words of titles, phrases of the trade), then categories and skills, then creators whose name
    begins like this. Three queries at most, none for one letter.
    """
    asked = fold(typed)
    if len(asked) < 2:
        return []
    base = reverse("discovery:search")
    found = [Suggestion(text, f"{base}?{urlencode({'q': text})}") for text in vocabulary.completions(typed)]
    found += _places(asked)
    people = documents_for(viewer).filter(kind=Kind.CREATOR, title_key__startswith=asked).order_by("-quality")
    ids = list(people.values_list("object_id", flat=True)[:PEOPLE])
    rows = LISTINGS[Kind.CREATOR].rows(viewer).prefetch_related(None).in_bulk(ids) if ids else {}
    return found + [
        Suggestion(row.name, row.get_absolute_url(), row.headline, row.user.avatar_url, is_person=True)
        for pk in ids
        if (row := rows.get(pk))
    ]


def _places(asked: str) -> list[Suggestion]:
    """Categories, then skills, with a word that begins like this. No query once the taxonomy is kept."""
    categories = [
        Suggestion(name, reverse("discovery:category-detail", args=[slug]), str(_("Category")))
        for slug, name in labels().items()
        if _begins(name, asked)
    ]
    creators = reverse("discovery:creator-list")
    skills = [
        Suggestion(name, f"{creators}?{urlencode({'skill': slug})}", str(_("Skill: who has it")))
        for _group, rows in crafts()
        for slug, name in rows
        if _begins(name, asked)
    ]
    return [*categories, *skills][:PLACES]


def _begins(name: str, asked: str) -> bool:
    return f" {asked}" in f" {fold(name)}"
