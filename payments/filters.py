"""How a transaction history is narrowed down; the filters live in the URL."""

from datetime import UTC, datetime, time, timedelta

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from payments.models import Movement
from reelbyte import policy


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


class MovementFilter(django_filters.FilterSet):
    """Kind, currency, days (in UTC) and words."""

    q = django_filters.CharFilter(
        label=_("Search"),
        method="search",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search", "autocomplete": "off"}),
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Movement.Kind, empty_label=_("All kinds"))
    currency = django_filters.ChoiceFilter(
        label=_("Currency"), choices=[(code, code) for code in policy.CURRENCIES], empty_label=_("All currencies")
    )
    since = django_filters.DateFilter(label=_("From"), method="from_day", widget=_date())
    until = django_filters.DateFilter(label=_("To"), method="to_day", widget=_date())

    class Meta:
        model = Movement
        fields: list[str] = []

    def search(self, rows: QuerySet[Movement], name: str, value: str) -> QuerySet[Movement]:
        return rows.filter(Q(text__icontains=value) | Q(counterpart__name__icontains=value))

    def from_day(self, rows: QuerySet[Movement], name: str, value: datetime) -> QuerySet[Movement]:
        return rows.filter(at__gte=datetime.combine(value, time.min, UTC))

    def to_day(self, rows: QuerySet[Movement], name: str, value: datetime) -> QuerySet[Movement]:
        return rows.filter(at__lt=datetime.combine(value, time.min, UTC) + timedelta(days=1))
