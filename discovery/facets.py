"""What lists can be narrowed by, choice by choice: how each narrows, and how many it would leave."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any

import django_filters
from babel import Locale
from django.core.cache import cache
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

from creators import languages
from discovery.models import SearchDocument
from discovery.taxonomy import crafts, labels, node_of, tops
from reelbyte import clock

LOOKED_AT = 2_000  # documents that are counted; beyond, every count is "at least"
KEPT_SECONDS = 60

DELIVERIES = [("3", _("Within 3 days")), ("7", _("Within a week")), ("30", _("Within a month"))]
DEADLINES = [("7", _("Within a week")), ("30", _("Within a month")), ("later", _("Later, or open"))]
RATINGS = [("4.5", _("4.5 and up")), ("4", _("4 and up")), ("3", _("3 and up"))]
SHAPES = [("tall", _("Vertical")), ("wide", _("Wide")), ("square", _("Square"))]
LENGTHS = [("short", _("Under 20 seconds")), ("medium", _("20 to 60 seconds")), ("long", _("Over a minute"))]
type Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Facet:
    """One thing to narrow by. `q(value)` is how; `of(row)` which of its values a document has, for the counts."""

    name: str
    label: Any
    look: str  # "radio", "select" or "switch"
    choices: Callable[[], Choices]
    q: Callable[[str], Q]
    of: Callable[[Any], Iterable[str]]

    def filter(self) -> django_filters.Filter:
        """Its field in a FilterSet."""
        if self.look == "radio" and self.name != "category":
            return django_filters.ChoiceFilter(label=self.label, choices=self.choices)
        return django_filters.CharFilter(label=self.label, max_length=60)

    def label_of(self, value: str) -> str:
        """What a choice is called; "" when nobody offered it."""
        return str(self.label) if self.look == "switch" else str(dict(self.choices()).get(value, ""))


@dataclass(frozen=True)
class Option:
    """A choice with how many it would leave."""

    value: str
    label: Any
    count: int
    chosen: bool
    below: tuple["Option", ...] = ()


@dataclass(frozen=True)
class Group:
    """A facet as a page shows it. A switch has one option."""

    name: str
    label: Any
    look: str
    options: list[Option]
    is_chosen: bool


@dataclass
class Figures:
    """How many are found, how many each choice would leave, and how many of each kind the words find."""

    count: int = 0
    is_more: bool = False
    groups: list[Group] = field(default_factory=list)
    kinds: Counter = field(default_factory=Counter)


def _category_q(value: str) -> Q:
    node = node_of(value)
    if node is None:
        return Q(pk__in=[])
    top = node.pk if node.below else (node.parent or node.pk)
    own = Q(kind="creator", tops__contains=[top])
    return own | (Q(top_id=node.pk) if node.parent is None else Q(category_id=node.pk))


def _due_q(value: str) -> Q:
    today = clock.today()
    if value == "later":
        return Q(deadline__isnull=True) | Q(deadline__gt=today + timedelta(days=30))
    return Q(deadline__range=(today, today + timedelta(days=int(value))))


def _due_of(row: Any) -> list[str]:
    today = clock.today()
    if row.deadline is None or row.deadline > today + timedelta(days=30):
        return ["later"]
    return [value for value in ("7", "30") if today <= row.deadline <= today + timedelta(days=int(value))]


def countries() -> Choices:
    """(code, name) of every country, by name in the reader's language."""
    names = Locale.parse(to_locale(get_language() or "en")).territories
    found = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    return sorted(found, key=lambda choice: choice[1])


def _categories() -> Choices:
    return list(labels().items())


def _skills() -> Choices:
    return sorted((row for _group, rows in crafts() for row in rows), key=lambda choice: choice[1])


def _switch() -> Choices:
    return [("true", "")]


def _listed(name: str, label: Any, look: str, choices: Callable[[], Choices], column: str) -> Facet:
    """Documents have several values of it, in an array."""
    return Facet(
        name, label, look, choices, lambda value: Q(**{f"{column}__contains": [value]}), attrgetter(column)
    )  # fmt: skip


CATEGORY = Facet(
    "category", _("Category"), "radio", _categories, _category_q,
    lambda row: {str(pk) for pk in (*row.tops, row.top_id, row.category_id) if pk},
)  # fmt: skip
SKILL = _listed("skill", _("Skill"), "select", _skills, "skills")
LANGUAGE = _listed("language", _("Speaks"), "select", languages.choices, "languages")
SHAPE = _listed("shape", _("Shape"), "radio", lambda: SHAPES, "shapes")
LENGTH = _listed("length", _("Length"), "radio", lambda: LENGTHS, "lengths")
COUNTRY = Facet(
    "country", _("Country"), "select", countries, lambda v: Q(country=v.upper()[:2]), lambda row: [row.country]
)
RATING = Facet(
    "rating", _("Rating"), "radio", lambda: RATINGS, lambda v: Q(rating_average__gte=Decimal(v)),
    lambda row: [value for value, _label in RATINGS if row.rating_average >= Decimal(value)],
)  # fmt: skip
DAYS = Facet(
    "days", _("Delivery"), "radio", lambda: DELIVERIES, lambda v: Q(days__lte=int(v)),
    lambda row: [value for value, _label in DELIVERIES if row.days is not None and row.days <= int(value)],
)  # fmt: skip
DUE = Facet("due", _("Deadline"), "radio", lambda: DEADLINES, _due_q, _due_of)
FREE = Facet(
    "free", _("Available now"), "switch", _switch, lambda v: Q(free_from__lte=clock.today()),
    lambda row: ["true"] if row.free_from and row.free_from <= clock.today() else [],
)  # fmt: skip
VERIFIED = Facet(
    "verified", _("Verified"), "switch", _switch, lambda v: Q(is_verified=True),
    lambda row: ["true"] if row.is_verified else [],
)  # fmt: skip

COLUMNS = (
    "kind", "tops", "top_id", "category_id", "skills", "languages", "country", "rating_average", "days", "deadline",
    "shapes", "lengths", "free_from", "is_verified",
)  # fmt: skip


def figures(
    documents: QuerySet[SearchDocument], kind: str, facets: tuple[Facet, ...], conditions: dict[str, Q],
    chosen: dict[str, str], key: str,
) -> Figures:  # fmt: skip
    """Count. One query over the `documents` that the words find; `conditions` are the filters that are on, by name.

    A facet's counts heed every other filter and not its own. `key` names the search: what costs much is kept a minute.
    """
    key = f"discovery:figures:2:{kind}:{get_language()}:{clock.today()}:{key}"
    if (kept := cache.get(key)) is not None:
        return kept
    flags = {f"on_{name}": ExpressionWrapper(q, output_field=BooleanField()) for name, q in conditions.items()}
    rows = list(documents.order_by().annotate(**flags).values_list(*COLUMNS, *flags, named=True)[: LOOKED_AT + 1])
    found = Figures(is_more=len(rows) > LOOKED_AT)
    counts: dict[str, Counter] = {facet.name: Counter() for facet in facets}
    for row in rows[:LOOKED_AT]:
        found.kinds[row.kind] += 1
        if row.kind != kind:
            continue
        missed = [name for name in conditions if not getattr(row, f"on_{name}")]
        found.count += not missed
        for facet in facets:
            if not missed or missed == [facet.name]:
                counts[facet.name].update(facet.of(row))
    found.groups = [_group(facet, counts[facet.name], chosen.get(facet.name, "")) for facet in facets]
    if found.is_more:
        cache.set(key, found, KEPT_SECONDS)
    return found


def _group(facet: Facet, counts: Counter, chosen: str) -> Group:
    if facet is CATEGORY:
        options = [_top(top, counts, chosen) for top in tops()]
    else:
        # A long list offers only what there is, and what is chosen.
        options = [
            Option(value, label, counts[value], value == chosen)
            for value, label in facet.choices()
            if facet.look != "select" or counts[value] or value == chosen
        ]
    return Group(facet.name, facet.label, facet.look, options, bool(chosen))


def _top(top: Any, counts: Counter, chosen: str) -> Option:
    below = tuple(Option(child.slug, child.name, counts[str(child.pk)], child.slug == chosen) for child in top.below)
    is_chosen = chosen == top.slug or any(child.chosen for child in below)
    return Option(top.slug, top.name, counts[str(top.pk)], is_chosen, below if is_chosen else ())
