"""What lists can be narrowed by. The state is the URL's query, nothing else."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Case, Count, F, Q, QuerySet, TextField, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from creators import languages
from creators.models import CreatorProfile, Skill
from discovery.search import matching
from discovery.taxonomy import crafts, labels, tops
from gigs.models import Gig
from jobs.models import Job
from reelbyte import clock, policy
from reelbyte.money import Money

DEADLINES = [("7", _("Within a week")), ("30", _("Within a month")), ("later", _("Later, or open"))]
DELIVERIES = [("3", _("Within 3 days")), ("7", _("Within a week")), ("30", _("Within a month"))]


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    remove_url: str


def category_q(slug: str, path: str) -> Q:
    """Rows of a category or of anything under it."""
    return Q(**{f"{path}__slug": slug}) | Q(**{f"{path}__parent__slug": slug})


class MarketFilter(django_filters.FilterSet):
    """What gigs and creators share: a search box, a category, a most that may be paid."""

    q = django_filters.CharFilter(label=_("Search"), method="filter_q")
    category = django_filters.CharFilter(label=_("Category"), method="filter_category")
    most = django_filters.NumberFilter(
        label=_("Up to"), method="filter_most", min_value=1, max_value=policy.PRICE_MAXIMUM_UNITS
    )
    SORTS: dict[str, tuple[object, tuple[str, ...]]] = {}

    FACET = ""  # the path to a row's top category
    AMOUNT = "most"  # the filter that the currency belongs to

    def __init__(self, query: QueryDict, queryset: QuerySet, path: str) -> None:
        super().__init__(query, queryset)
        self.path = path

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
    def cleaned(self) -> dict[str, Any]:
        """The filters that made sense; those that did not are left out."""
        self.form.is_valid()
        return self.form.cleaned_data

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
    def chips(self) -> list[Chip]:
        """The filters that are on, as people would say them."""
        on = []
        cleaned = self.cleaned
        if self.text:
            on.append(Chip(f"“{self.text[:40]}”", self.without("q")))
        if (slug := cleaned.get("category")) and (label := labels().get(slug)):
            on.append(Chip(label, self.without("category")))
        if most := cleaned.get("most"):
            amount = Money.of(int(most), self.currency)
            on.append(Chip(str(_("Up to %(amount)s") % {"amount": amount}), self.without("most")))
        return on + self.more_chips(cleaned)

    def more_chips(self, cleaned: dict[str, Any]) -> list[Chip]:
        return []

    @property
    def facets(self) -> list[tuple[Any, int, bool]]:
        """(top category, how many rows it would leave, chosen), counted with every other filter on. One query."""
        others = self.data.copy()
        others.pop("category", None)
        rest = type(self)(others, self.queryset, self.path)
        counts = dict(rest.qs.order_by().values_list(self.FACET).annotate(Count("pk", distinct=True)))
        chosen = self.data.get("category", "")
        return [
            (top, counts.get(top.pk, 0), chosen == top.slug or any(child.slug == chosen for child in top.below))
            for top in tops()
        ]


class GigFilter(MarketFilter):
    """Narrowing gigs."""

    days = django_filters.ChoiceFilter(
        label=_("Delivery"),
        choices=DELIVERIES,
        method="filter_days",
        widget=forms.RadioSelect,
        empty_label=_("Any time"),
    )
    free = django_filters.BooleanFilter(label=_("Takes orders now"), method="filter_free", widget=forms.CheckboxInput)
    FACET = "category__parent"
    SORTS = {
        "relevance": (_("Best match"), ("-relevance", "-id")),
        "newest": (_("Newest"), ("-published_at", "-id")),
        "rating": (_("Best rated"), ("-rating_average", "-rating_count", "-id")),
        "price": (_("Lowest price"), ("from_minor", "id")),
    }

    class Meta:
        model = Gig
        fields: list[str] = []

    def filter_q(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        words = {"title": "A", "tags": "B", "description": "C"}
        return matching(rows, value, words=words, name="title", person="creator__user__name")

    def filter_category(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(category_q(value, "category"))

    def filter_most(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(currency=self.currency, from_minor__lte=Money.of(int(value), self.currency).minor)

    def filter_days(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(fastest_days__lte=int(value))

    def filter_free(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        if not value:
            return rows
        room = Q(queue_limit__isnull=True) | Q(queue_length__lt=F("queue_limit"))
        return rows.filter(room).exclude(creator__availability=CreatorProfile.Availability.AWAY)

    def more_chips(self, cleaned: dict[str, Any]) -> list[Chip]:
        on = []
        if days := cleaned.get("days"):
            on.append(Chip(str(dict(DELIVERIES)[days]), self.without("days")))
        if cleaned.get("free"):
            on.append(Chip(str(_("Takes orders now")), self.without("free")))
        return on


class CreatorFilter(MarketFilter):
    """Narrowing creators."""

    free = django_filters.BooleanFilter(label=_("Available now"), method="filter_free", widget=forms.CheckboxInput)
    language = django_filters.CharFilter(label=_("Speaks"), field_name="languages__code")
    FACET = "skills__category"
    SORTS = {
        "relevance": (_("Best match"), ("-relevance", "-id")),
        "rating": (_("Best rated"), ("-rating_average", "-rating_count", "-id")),
        "experience": (_("Most experienced"), ("-finished_count", "-id")),
        "newest": (_("Newest"), ("-id",)),
        "rate": (_("Lowest rate"), ("hourly_minor", "id")),
    }

    class Meta:
        model = CreatorProfile
        fields: list[str] = []

    def filter_q(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        words = {"user__name": "A", "headline": "A", "bio": "C", "location": "C"}
        return matching(rows, value, words=words, name="headline", person="user__name")

    def filter_category(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        slugs = Q(category__slug=value) | Q(category__children__slug=value)
        through = CreatorProfile.skills.through.objects.filter(skill__in=Skill.objects.filter(slugs))
        return rows.filter(pk__in=through.values("creatorprofile"))

    def filter_most(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(currency=self.currency, hourly_minor__lte=Money.of(int(value), self.currency).minor)

    def filter_free(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        if not value:
            return rows
        here = Q(availability="available") | Q(availability="from_date", available_from__lte=clock.today())
        return rows.filter(here)

    @property
    def language_choices(self) -> list[tuple[str, str]]:
        return languages.choices()

    @property
    def qs(self) -> QuerySet:
        rows = super().qs
        # Who names no hourly rate has no place in an order by it.
        return rows.filter(hourly_minor__isnull=False) if self.sort == "rate" else rows

    def more_chips(self, cleaned: dict[str, Any]) -> list[Chip]:
        on = []
        if cleaned.get("free"):
            on.append(Chip(str(_("Available now")), self.without("free")))
        if code := cleaned.get("language"):
            on.append(
                Chip(str(_("Speaks %(language)s") % {"language": languages.name_of(code)}), self.without("language"))
            )
        return on


class JobFilter(MarketFilter):
    """Narrowing jobs, as somebody who wants to bid does."""

    most = None  # a creator asks what is paid at least
    least = django_filters.NumberFilter(
        label=_("Budget from"), method="filter_least", min_value=1, max_value=policy.PRICE_MAXIMUM_UNITS
    )
    skill = django_filters.CharFilter(label=_("Skill"), method="filter_skill")
    due = django_filters.ChoiceFilter(
        label=_("Deadline"),
        choices=DEADLINES,
        method="filter_due",
        widget=forms.RadioSelect,
        empty_label=_("Any time"),
    )
    AMOUNT = "least"
    FACET = "category__parent"
    SORTS = {
        "relevance": (_("Best match"), ("-relevance", "-id")),
        "newest": (_("Newest"), ("-published_at", "-id")),
        "budget": (_("Highest budget"), ("-budget_max_minor", "-id")),
    }

    class Meta:
        model = Job
        fields: list[str] = []

    def filter_q(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        # What an NDA keeps back is not found by its words either.
        told = Case(When(nda_required=False, then="description"), default=Value(""), output_field=TextField())
        words = {"title": "A", "told": "C"}
        return matching(rows.annotate(told=told), value, words=words, name="title", person="client__name")

    def filter_category(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(category_q(value, "category"))

    def filter_skill(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(pk__in=Job.skills.through.objects.filter(skill__slug=value).values("job"))

    def filter_least(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(currency=self.currency, budget_max_minor__gte=Money.of(int(value), self.currency).minor)

    def filter_due(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "later":
            after = clock.today() + timedelta(days=30)
            return rows.filter(Q(deadline__isnull=True) | Q(deadline__gt=after))
        return rows.filter(deadline__range=(clock.today(), clock.today() + timedelta(days=int(value))))

    @property
    def skill_choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return crafts()

    def more_chips(self, cleaned: dict[str, Any]) -> list[Chip]:
        on = []
        names = {slug: name for _group, rows in crafts() for slug, name in rows}
        if name := names.get(cleaned.get("skill") or ""):
            on.append(Chip(name, self.without("skill")))
        if least := cleaned.get("least"):
            amount = Money.of(int(least), self.currency)
            on.append(Chip(str(_("From %(amount)s") % {"amount": amount}), self.without("least")))
        if due := cleaned.get("due"):
            on.append(Chip(str(dict(DEADLINES)[due]), self.without("due")))
        return on
