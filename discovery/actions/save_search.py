"""Keep a search, and be told of what is new in it."""

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from discovery.filters import FILTERS
from discovery.listing import LISTINGS
from discovery.models import Kind, SavedSearch
from discovery.queries import documents_for
from reelbyte import clock, policy
from reelbyte.errors import Refused


def save_search(user: User, kind: str, query: str) -> SavedSearch:
    """`query` of a list of `kind` ("q=drone&free=true"), as far as it makes sense. Saved already, it is that one."""
    found = FILTERS[kind](QueryDict(query[:500]), documents_for(user), "")
    chips = found.chips
    if not chips:
        raise Refused(_("Search for something, or choose a filter: there is nothing to keep yet."))
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        own = SavedSearch.objects.filter(user=user)
        if (known := own.filter(kind=kind, query=found.saved_query).first()) is not None:
            return known
        if own.count() >= policy.SAVED_SEARCHES_MAXIMUM:
            raise Refused(_("You keep %(most)s searches: let one go first.") % {"most": policy.SAVED_SEARCHES_MAXIMUM})
        name = f"{LISTINGS[Kind(kind)].words['heading']}: {', '.join(chip.label for chip in chips)}"[:120]
        return SavedSearch.objects.create(
            user=user, kind=kind, name=name, query=found.saved_query, next_at=clock.now() + policy.SEARCH_ALERT_EVERY
        )


def set_alerts(row: SavedSearch, *, on: bool) -> None:
    """Be told, or not. What came meanwhile is not told later."""
    now = clock.now()
    SavedSearch.objects.filter(pk=row.pk).exclude(alerts=on).update(
        alerts=on, looked_at=now, next_at=now + policy.SEARCH_ALERT_EVERY
    )


def address(row: SavedSearch) -> str:
    """Where the search is."""
    return f"{reverse(LISTINGS[Kind(row.kind)].url_name)}?{row.query}"
