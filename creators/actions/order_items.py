"""Put a portfolio in order: by a step up or down, by a whole new order, by lifting a film into the reel."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from creators import hooks
from creators.models import CreatorProfile, PortfolioItem


def move_item(item: PortfolioItem, direction: str) -> None:
    """One place "up" or "down" among its own kind (reel or rest). At the end it stays where it is."""
    with transaction.atomic():
        items = _locked(item.profile)
        row = [other for other in items if other.is_highlight == _of(items, item).is_highlight]
        here = [other.pk for other in row].index(item.pk)
        there = here + (-1 if direction == "up" else 1)
        if 0 <= there < len(row):
            row[here], row[there] = row[there], row[here]
            rest = [other for other in items if other not in row]
            _number([*row, *rest] if row[0].is_highlight else [*rest, *row])


def order_items(profile: CreatorProfile, public_ids: Iterable[UUID]) -> None:
    """The whole order, as dragged. Ids that are not this profile's are left out; films not named keep the end."""
    wanted = {public_id: place for place, public_id in enumerate(public_ids)}
    with transaction.atomic():
        items = _locked(profile)
        _number(sorted(items, key=lambda item: (not item.is_highlight, wanted.get(item.public_id, len(items)))))


def set_highlight(item: PortfolioItem, *, highlighted: bool) -> None:
    """Into the reel, or out of it; at the end of where it goes."""
    with transaction.atomic():
        items = _locked(item.profile)
        item = _of(items, item)
        if item.is_highlight == highlighted:
            return
        item.is_highlight = highlighted
        item.save(update_fields=["is_highlight"])
        hooks.changed(item.profile_id, item.profile.user_id)
        others = [other for other in items if other.pk != item.pk]
        reel = [other for other in others if other.is_highlight]
        rest = [other for other in others if not other.is_highlight]
        _number([*reel, item, *rest] if highlighted else [*reel, *rest, item])


def remove_item(item: PortfolioItem) -> None:
    """Take a film off the profile. The video itself stays its owner's."""
    with transaction.atomic():
        PortfolioItem.objects.filter(pk=item.pk).delete()
        hooks.changed(item.profile_id, item.profile.user_id)


def _locked(profile: CreatorProfile) -> list[PortfolioItem]:
    """The profile's items in order, with the profile's row locked: two reorderings never interleave."""
    CreatorProfile.objects.select_for_update().get(pk=profile.pk)
    return list(profile.portfolio.all())


def _of(items: list[PortfolioItem], item: PortfolioItem) -> PortfolioItem:
    return next(other for other in items if other.pk == item.pk)


def _number(items: list[PortfolioItem]) -> None:
    moved = [(place, item) for place, item in enumerate(items, start=1) if item.position != place]
    for place, item in moved:
        item.position = place
    if moved:
        PortfolioItem.objects.bulk_update([item for _place, item in moved], ["position"])
        hooks.changed(items[0].profile_id, items[0].profile.user_id)
