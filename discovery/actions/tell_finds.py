"""Tell a person what is new in a search they keep: once a day at most, and never twice of the same."""

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from discovery.actions.save_search import address
from discovery.filters import FILTERS
from discovery.models import Find, SavedSearch
from discovery.queries import documents_for
from notifications import notify
from reelbyte import clock, policy

NAMED = 5  # of what is new, by title
LATE = timedelta(days=1)  # documents are written a little after what they stand for was published


def tell_finds(search: SavedSearch) -> int:
    """Look once, if it is time. Returns how many were told."""
    with transaction.atomic():
        rows = SavedSearch.objects.select_for_update(of=("self",)).select_related("user")
        row = rows.filter(pk=search.pk).first()
        now = clock.now()
        if row is None or not row.alerts or row.next_at > now:
            return 0
        since = max(row.created_at, row.looked_at - LATE)
        found = FILTERS[row.kind](QueryDict(row.query), documents_for(row.user), "").found
        told = row.finds.values("object_id")
        new = list(
            found.filter(published_at__gt=since)
            .exclude(owner=row.user)
            .exclude(object_id__in=told)
            .order_by("-published_at", "-id")
            .values_list("object_id", "title")[: policy.SEARCH_FINDS_MAXIMUM]
        )
        row.looked_at, row.next_at = now, now + policy.SEARCH_ALERT_EVERY
        row.save(update_fields=["looked_at", "next_at"])
        if new and row.user.is_active:
            Find.objects.bulk_create(Find(search=row, object_id=object_id) for object_id, _title in new)
            _tell(row, [title for _object_id, title in new])
    return len(new)


def _tell(row: SavedSearch, titles: list[str]) -> None:
    sentence = ngettext(
        "%(count)s new find in your search “%(name)s”.", "%(count)s new finds in your search “%(name)s”.", len(titles)
    )
    notify(
        "discovery.found",
        row.user,
        key=f"{row.pk}:{row.looked_at.isoformat()}",
        url=address(row),
        text=sentence % {"count": len(titles), "name": row.name},
        context={"facts": [[_("New"), title] for title in titles[:NAMED]]},
    )
