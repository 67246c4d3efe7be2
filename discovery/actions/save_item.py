"""Keep a creator, a gig or a film in lists of one's own."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from creators.models import CreatorProfile, PortfolioItem
from discovery.models import SavedItem, SavedList
from gigs.models import Gig
from reelbyte import policy
from reelbyte.errors import Refused

type Thing = CreatorProfile | Gig | PortfolioItem


def save_item(user: User, thing: Thing) -> SavedList:
    """Into the list used last; the first save makes one. Saved anywhere already, nothing changes."""
    with transaction.atomic():
        _lock(user)
        column = column_of(thing)
        items = SavedItem.objects.filter(list__user=user)
        if (known := items.filter(**column).select_related("list").first()) is not None:
            return known.list
        last = items.order_by("-id").select_related("list").first()
        into = last.list if last else SavedList.objects.filter(user=user).first()
        into = into or SavedList.objects.create(user=user, name=_("Favourites"))
        _put(into, column)
    return into


def set_lists(user: User, thing: Thing, lists: Iterable[SavedList], *, name: str = "") -> None:
    """Exactly these lists have it, and a new one called `name` if that is given. None of them: no longer saved."""
    with transaction.atomic():
        _lock(user)
        column = column_of(thing)
        wanted = {row.pk: row for row in lists if row.user_id == user.pk}
        if name := name.strip():
            new = make_list(user, name)
            wanted[new.pk] = new
        has = SavedItem.objects.filter(list__user=user, **column)
        has.exclude(list__in=wanted).delete()
        for pk in wanted.keys() - set(has.values_list("list_id", flat=True)):
            _put(wanted[pk], column)


def make_list(user: User, name: str) -> SavedList:
    """A list of that name, the known one if there is one. Raises Refused for one too many."""
    with transaction.atomic():
        _lock(user)
        if (known := SavedList.objects.filter(user=user, name__iexact=name).first()) is not None:
            return known
        if SavedList.objects.filter(user=user).count() >= policy.SAVED_LISTS_MAXIMUM:
            raise Refused(_("You have %(most)s lists: use one of them.") % {"most": policy.SAVED_LISTS_MAXIMUM})
        return SavedList.objects.create(user=user, name=name)


def rename_list(row: SavedList, name: str) -> None:
    """Another name. Raises Refused for one that another list has."""
    with transaction.atomic():
        _lock(row.user)
        if SavedList.objects.filter(user=row.user, name__iexact=name).exclude(pk=row.pk).exists():
            raise Refused(_("You have a list of that name."))
        SavedList.objects.filter(pk=row.pk).update(name=name)


def move_item(item: SavedItem, to: SavedList) -> None:
    """Into another list of the same person; where it is already, one of the two stays."""
    with transaction.atomic():
        _lock(to.user)
        column = {name: value for name, value in _columns(item).items() if value}
        if SavedItem.objects.filter(list=to, **column).exclude(pk=item.pk).exists():
            SavedItem.objects.filter(pk=item.pk).delete()
        elif item.list_id != to.pk:
            _check_room(to)
            SavedItem.objects.filter(pk=item.pk).update(list=to)


def column_of(thing: Thing) -> dict[str, Thing]:
    """The column of a saved item that points to `thing`."""
    names = {CreatorProfile: "creator", Gig: "gig", PortfolioItem: "film"}
    return {names[type(thing)]: thing}


def _columns(item: SavedItem) -> dict[str, int | None]:
    return {"creator_id": item.creator_id, "gig_id": item.gig_id, "film_id": item.film_id}


def _put(into: SavedList, column: dict[str, Thing]) -> None:
    _check_room(into)
    SavedItem.objects.create(list=into, **column)


def _check_room(into: SavedList) -> None:
    if into.items.count() >= policy.SAVED_ITEMS_MAXIMUM:
        raise Refused(_("“%(name)s” is full. Make another list.") % {"name": into.name})


def _lock(user: User) -> None:
    """One change of a person's lists at a time: names and counts are looked at before they are written."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
