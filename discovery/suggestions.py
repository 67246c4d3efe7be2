"""What a search box offers while one types."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from discovery import vocabulary
from discovery.listing import LISTINGS
from discovery.models import Kind
from discovery.queries import documents_for
from discovery.words import fold

PEOPLE = 3


@dataclass(frozen=True)
class Suggestion:
    """A line of the list: where it leads, and what the box says when it is chosen. People have a face."""

    text: str
    url: str
    sub: str = ""
    face: str = ""
    is_person: bool = False


def suggestions(typed: str, viewer: Any) -> list[Suggestion]:
    """Completions first, then creators whose name begins like this. Three queries at most, none for one letter."""
    asked = fold(typed)
    if len(asked) < 2:
        return []
    base = reverse("discovery:search")
    found = [Suggestion(text, f"{base}?{urlencode({'q': text})}") for text in vocabulary.completions(typed)]
    people = documents_for(viewer).filter(kind=Kind.CREATOR, title_key__startswith=asked).order_by("-quality")
    ids = list(people.values_list("object_id", flat=True)[:PEOPLE])
    rows = LISTINGS[Kind.CREATOR].rows(viewer).prefetch_related(None).in_bulk(ids) if ids else {}
    return found + [
        Suggestion(row.name, row.get_absolute_url(), row.headline, row.user.avatar_url, is_person=True)
        for pk in ids
        if (row := rows.get(pk))
    ]
