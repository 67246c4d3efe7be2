"""The filters of a list. The state is the URL's query, nothing else."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2s
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from discovery import facets
from discovery.facets import Facet
from discovery.models import Kind, SearchDocument
from discovery.search import matching
from reelbyte import policy
from reelbyte.money import Money

NEWEST = (_("Newest"), ("-published_at", "-id"))
RATED = (_("Best rated"), ("-rating_average", "-rating_count", "-id"))
EXPERIENCED = (_("Most experienced"), ("-finished_count", "-id"))
CHEAPEST = ("price_minor", "id")
MATCH = (_("Best match"), ())


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    remove_url: str


class MarketFilter(django_filters.FilterSet):
    """What lists of every kind share: words, an amount, and the facets of the kind."""

    KIND = Kind.GIG
    SORTS: dict[str, tuple[object, tuple[str, ...]]] = {}
    FACETS: tuple[Facet, ...] = ()
    AMOUNT = "most"  # the filter that the currency belongs to
    AMOUNT_COLUMN = "price_minor__lte"

    q = django_filters.CharFilter(label=_("Search"))
    category = facets.CATEGORY.filter()
    most = django_filters.NumberFilter(label=_("Up to"), min_value=1, max_value=policy.PRICE_MAXIMUM_UNITS)

    class Meta:
        model = SearchDocument
        fields: list[str] = []

    def __init__(self, query: QueryDict, documents: QuerySet[SearchDocument], path: str) -> None:
        """`documents`: every one that this viewer may find, of any kind."""
        super().__init__(query, documents.filter(kind=self.KIND))
        self.documents = documents
        self.path = path
        self.instead = ""  # what is searched for instead of words that find nothing

    @property
    def currency(self) -> str:
        """The one that the amount is in: amounts of different currencies are not compared."""
        chosen = self.data.get("currency", "")
        return chosen if chosen in policy.CURRENCIES else policy.CURRENCIES[0]

    @property
    def text(self) -> str:
        """What was searched for, as the filter took it: an unreadable query is none."""
        return (self.cleaned.get("q") or "").strip()

    @property
    def words(self) -> str:
        """What is searched for in the end."""
        return self.instead or self.text

    @cached_property
    def cleaned(self) -> dict[str, Any]:
        """The filters that made sense; those that did not are left out."""
        self.form.is_valid()
        return self.form.cleaned_data

    @cached_property
    def conditions(self) -> dict[str, Q]:
        """The filters that are on, but for the words."""
        on = {facet.name: facet.q(value) for facet in self.FACETS if (value := self.cleaned.get(facet.name))}
        if (q := self.amount_q()) is not None:
            on[self.AMOUNT] = q
        return on

    def amount_q(self) -> Q | None:
        """The most that may be paid; of jobs, the least that is."""
        if (amount := self.cleaned.get(self.AMOUNT)) is None:
            return None
        minor = Money.of(int(amount), self.currency).minor
        return Q(currency=self.currency, **{self.AMOUNT_COLUMN: minor})

    def filter_queryset(self, queryset: QuerySet[SearchDocument]) -> QuerySet[SearchDocument]:
        """Everything but the words."""
        for q in self.conditions.values():
            queryset = queryset.filter(q)
        if self.order and self.order[0].removeprefix("-") == "price_minor":
            # Who names no price has no place in an order by it.
            queryset = queryset.filter(price_minor__isnull=False)
        return queryset

    @property
    def found(self) -> QuerySet[SearchDocument]:
        """Everything, the words included; in no order."""
        return matching(self.qs, self.words)

    def figures(self, *, every_kind: bool = False, viewer: Any = None) -> facets.Figures:
        """The counts beside the choices. One query. `every_kind`: the words' finds of other kinds, too."""
        documents = matching(self.documents if every_kind else self.queryset, self.words)
        chosen = {facet.name: self.cleaned.get(facet.name) or "" for facet in self.FACETS}
        signed_in = bool(getattr(viewer, "is_authenticated", False))
        seal = blake2s(f"{self.address}\n{self.words}".encode(), digest_size=9).hexdigest()
        key = f"{int(signed_in)}:{int(every_kind)}:{seal}"
        return facets.figures(documents, self.KIND, self.FACETS, self.conditions, chosen, key)

    @property
    def usual_sort(self) -> str:
        """The order without a wish: the best match when something is searched for, else the first on offer."""
        return "relevance" if self.text else next(key for key in self.SORTS if key != "relevance")

    @property
    def sort(self) -> str:
        """The key of the order asked for; what is not on offer is the usual one."""
        wanted = self.data.get("sort", "")
        return wanted if wanted in self.SORTS and (wanted != "relevance" or self.text) else self.usual_sort

    @property
    def sorts(self) -> list[tuple[str, object, bool]]:
        """(value, label, chosen) of the orders on offer now. The usual one has no value: it follows the search box."""
        return [
            ("" if key == self.usual_sort else key, label, key == self.sort)
            for key, (label, _order) in self.SORTS.items()
            if key != "relevance" or self.text
        ]

    @property
    def order(self) -> tuple[str, ...]:
        """Columns; empty for the best match."""
        return self.SORTS[self.sort][1]

    def without(self, *names: str) -> str:
        """The address of the first page without these filters."""
        query: QueryDict = self.data.copy()
        for name in (*names, "cursor"):
            query.pop(name, None)
        idle = {name for name, value in query.items() if not value} | (
            set() if query.get(self.AMOUNT) else {"currency"}
        )
        for name in idle & query.keys():
            del query[name]
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def address(self) -> str:
        """This list's address with what matters in it and nothing else: the one to share and to come back to."""
        return self.without()

    @property
    def saved_query(self) -> str:
        """What a saved search keeps: every filter that is on, in one order, whatever the address looked like."""
        names = ["q", *(facet.name for facet in self.FACETS), self.AMOUNT]
        kept = {name: self.data[name].strip() for name in names if self.cleaned.get(name) and self.data.get(name)}
        if self.AMOUNT in kept:
            kept["currency"] = self.currency
        return urlencode(kept)

    @property
    def chips(self) -> list[Chip]:
        """The filters that are on, as people would say them."""
        on = [Chip(f"“{self.text[:40]}”", self.without("q"))] if self.text else []
        for facet in self.FACETS:
            if (value := self.cleaned.get(facet.name)) and (label := facet.label_of(value)):
                on.append(Chip(label, self.without(facet.name)))
        if amount := self.cleaned.get(self.AMOUNT):
            amount_label = self.amount_words % {"amount": Money.of(int(amount), self.currency).short}
            on.append(Chip(str(amount_label), self.without(self.AMOUNT)))
        return on

    amount_words = _("Up to %(amount)s")


class GigFilter(MarketFilter):
    """Narrowing gigs."""

    KIND = Kind.GIG
    FACETS = (
        facets.CATEGORY, facets.DAYS, facets.RATING, facets.SHAPE, facets.LENGTH, facets.LANGUAGE, facets.COUNTRY,
        facets.FREE, facets.VERIFIED,
    )  # fmt: skip
    days = facets.DAYS.filter()
    rating = facets.RATING.filter()
    shape = facets.SHAPE.filter()
    length = facets.LENGTH.filter()
    language = facets.LANGUAGE.filter()
    country = facets.COUNTRY.filter()
    free = facets.FREE.filter()
    verified = facets.VERIFIED.filter()
    SORTS = {
        "relevance": MATCH,
        "newest": NEWEST,
        "rating": RATED,
        "price": (_("Lowest price"), CHEAPEST),
        "experience": EXPERIENCED,
    }


class CreatorFilter(MarketFilter):
    """Narrowing creators."""

    KIND = Kind.CREATOR
    FACETS = (
        facets.CATEGORY, facets.SKILL, facets.RATING, facets.SHAPE, facets.LENGTH, facets.LANGUAGE, facets.COUNTRY,
        facets.FREE, facets.VERIFIED,
    )  # fmt: skip
    skill = facets.SKILL.filter()
    rating = facets.RATING.filter()
    shape = facets.SHAPE.filter()
    length = facets.LENGTH.filter()
    language = facets.LANGUAGE.filter()
    country = facets.COUNTRY.filter()
    free = facets.FREE.filter()
    verified = facets.VERIFIED.filter()
    SORTS = {
        "relevance": MATCH,
        "rating": RATED,
        "experience": EXPERIENCED,
        "newest": NEWEST,
        "rate": (_("Lowest rate"), CHEAPEST),
    }


class JobFilter(MarketFilter):
    """Narrowing jobs, as somebody who wants to bid does."""

    KIND = Kind.JOB
    FACETS = (facets.CATEGORY, facets.SKILL, facets.DUE, facets.COUNTRY)
    AMOUNT, AMOUNT_COLUMN = "least", "price_minor__gte"
    amount_words = _("From %(amount)s")
    most = None  # a creator asks what is paid at least
    least = django_filters.NumberFilter(label=_("Budget from"), min_value=1, max_value=policy.PRICE_MAXIMUM_UNITS)
    skill = facets.SKILL.filter()
    due = facets.DUE.filter()
    country = facets.COUNTRY.filter()
    SORTS = {
        "relevance": MATCH,
        "newest": NEWEST,
        "budget": (_("Highest budget"), ("-price_minor", "-id")),
    }


FILTERS: dict[str, type[MarketFilter]] = {filter_.KIND: filter_ for filter_ in (CreatorFilter, GigFilter, JobFilter)}
