"""The activity feed: what happened on a person's contracts, jobs and the like, their own acts included.

Each app registers a source in its `AppConfig.ready`: a queryset of what concerns somebody, and what a line of
it says. The feed merges them by time, with one cursor over all: a page costs one query a source, however deep.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from reelbyte.pagination import Page

PAGE_SIZE = 30


@dataclass(frozen=True)
class Entry:
    """One line. `text` is a sentence that needs no other, `about` what it happened to, `icon` a lucide name."""

    text: str
    url: str
    about: str = ""
    icon: str = "circle"
    actor: Any = None


@dataclass(frozen=True)
class Source:
    """`rows(user)` is everything that concerns a person, unordered; `entry(row, user)` its line, without a query.

    `at` names the column of its moment; rows with the same moment are ordered by primary key.
    """

    name: str
    label: Any
    rows: Callable[[Any], QuerySet]
    entry: Callable[[Any, Any], Entry]
    at: str = "at"


@dataclass(frozen=True)
class Line:
    """An entry at its place in the feed."""

    place: tuple[datetime, str, int]
    entry: Entry

    @property
    def at(self) -> datetime:
        return self.place[0]

    @property
    def day(self) -> date:
        """In the reader's zone."""
        return timezone.localtime(self.at).date()


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source known. Its name is unique; the same one twice is fine."""
    known = _sources.get(source.name)
    if known is not None and known != source:
        raise RuntimeError(f"activity source {source.name} is registered already")
    _sources[source.name] = source


def feed(user: Any, *, only: str = "", cursor: str | None = None) -> Page:
    """A page of Lines, newest first, of one source or of all. One query a source."""
    sources = [_sources[only]] if only in _sources else [_sources[name] for name in sorted(_sources)]
    beyond = _decode(cursor)
    streams = [_lines(source, user, beyond) for source in sources]
    lines = list(islice(merge(*streams, key=lambda line: line.place, reverse=True), PAGE_SIZE + 1))
    more = len(lines) > PAGE_SIZE
    return Page(lines[:PAGE_SIZE], _encode(lines[PAGE_SIZE - 1].place) if more else None)


def tabs(current: str) -> list[dict[str, Any]]:
    """Links to each source, for components/tabs.html."""
    names = [("", _("All")), *((name, str(_sources[name].label)) for name in sorted(_sources))]
    return [
        {"url": f"?about={name}" if name else "?", "label": label, "current": name == current} for name, label in names
    ]


def _lines(source: Source, user: Any, beyond: tuple[datetime, str, int] | None) -> list[Line]:
    rows = source.rows(user)
    if beyond is not None:
        at, name, pk = beyond
        older = Q(**{f"{source.at}__lt": at})
        if source.name == name:
            older |= Q(**{source.at: at, "pk__lt": pk})
        elif source.name < name:
            older |= Q(**{source.at: at})
        rows = rows.filter(older)
    rows = rows.order_by(f"-{source.at}", "-pk")[: PAGE_SIZE + 1]
    return [Line((getattr(row, source.at), source.name, row.pk), source.entry(row, user)) for row in rows]


def _encode(place: tuple[datetime, str, int]) -> str:
    at, name, pk = place
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), name, pk]).encode()).decode().rstrip("=")


def _decode(cursor: str | None) -> tuple[datetime, str, int] | None:
    """A cursor that is not ours starts at the beginning: it is a link somebody edited, not an error."""
    if not cursor:
        return None
    try:
        at, name, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        moment = datetime.fromisoformat(at)
        return (moment, str(name), int(pk)) if moment.tzinfo is not None and abs(int(pk)) < 2**63 else None
    except (ValueError, TypeError):
        return None
