"""Lists of favourites, and searches that are kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import member_required, safe_next
from creators.models import PortfolioItem
from discovery.access import own_item, own_list, own_search, saveable
from discovery.actions import save_item as saving
from discovery.actions import save_search as searching
from discovery.feed import reel_of
from discovery.forms import ListForm
from discovery.models import Kind, SavedList
from discovery.saved import chosen_lists, contents, lists_of, searches_of
from discovery.words import clean
from reelbyte.errors import Refused

NAMES = {"creators": "creator", "gigs": "gig", "reels": "film"}


@require_safe
@member_required
def saved_list(request: HttpRequest) -> HttpResponse:
    """Every list with its first pictures, and the searches that are kept."""
    context = {"lists": lists_of(request.user), "searches": searches_of(request.user), "form": ListForm()}
    return render(request, "discovery/saved_list.html", context)


@require_POST
@member_required
def list_create(request: HttpRequest) -> HttpResponse:
    """A list with nothing in it yet."""
    row = saving.make_list(request.user, _name(request))
    return redirect("discovery:saved-list-detail", row.public_id)


@require_safe
@member_required
def list_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is in one of them, as far as it may still be seen."""
    row = own_list(request.user, public_id)
    others = SavedList.objects.filter(user=request.user).exclude(pk=row.pk)
    context = {"list": row, "others": others, "entries": contents(row, request.user)}
    return render(request, "discovery/saved_detail.html", context)


@require_POST
@member_required
def list_rename(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = own_list(request.user, public_id)
    saving.rename_list(row, _name(request))
    return redirect("discovery:saved-list-detail", public_id)


@require_POST
@member_required
def list_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The list goes, and what was in it is no longer kept there."""
    own_list(request.user, public_id).delete()
    messages.success(request, _("The list is gone."))
    return redirect("discovery:saved-list")


@require_POST
@member_required
def item_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Out of its list."""
    item = own_item(request.user, public_id)
    item.delete()
    return redirect("discovery:saved-list-detail", item.list.public_id)


@require_POST
@member_required
def item_move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Into another list (`list`: its public id)."""
    item = own_item(request.user, public_id)
    saving.move_item(item, own_list(request.user, _uuid(request.POST.get("list", ""))))
    return redirect("discovery:saved-list-detail", item.list.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def save(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """POST keeps it in the list used last; GET asks in which lists it should be."""
    thing = saveable(request.user, kind, ref)
    if request.method == "POST":
        into = saving.save_item(request.user, thing)
        messages.success(request, _("Saved to “%(name)s”.") % {"name": into.name})
        if not request.htmx:
            return redirect(safe_next(request, reverse("discovery:saved-list")))
        if isinstance(thing, PortfolioItem) and request.POST.get("edge"):
            return render(request, "discovery/reel_edge.html", {"reel": reel_of(request.user, thing)})
        context: dict[str, Any] = {
            "kind": NAMES[kind],
            "row": thing,
            "is_saved": True,
            "words": request.POST.get("words"),
        }
        return render(request, "discovery/save.html", context)
    context = {"thing": thing, "kind": kind, "ref": ref, "lists": chosen_lists(request.user, thing)}
    return render(request, f"discovery/save_lists.html{'#choice' if request.htmx else ''}", context)


@require_POST
@member_required
def set_lists(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Exactly the lists that are ticked (`list`), and a new one (`name`)."""
    thing = saveable(request.user, kind, ref)
    ids = [_uuid(value) for value in request.POST.getlist("list")]
    lists = SavedList.objects.filter(user=request.user, public_id__in=ids)
    saving.set_lists(request.user, thing, lists, name=clean(request.POST.get("name", ""))[:60])
    messages.success(request, _("Your lists are saved."))
    return redirect(safe_next(request, reverse("discovery:saved-list")))


@require_POST
@member_required
def search_save(request: HttpRequest) -> HttpResponse:
    """Keep a search (`kind`, `query`)."""
    kind = request.POST.get("kind", "")
    if kind not in set(Kind):
        raise Http404
    searching.save_search(request.user, kind, request.POST.get("query", ""))
    messages.success(request, _("We tell you once a day when there is something new."))
    return HttpResponse() if request.htmx else redirect("discovery:saved-list")


@require_POST
@member_required
def search_alerts(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`on`=1: be told; else not."""
    searching.set_alerts(own_search(request.user, public_id), on=request.POST.get("on") == "1")
    return redirect("discovery:saved-list")


@require_POST
@member_required
def search_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    own_search(request.user, public_id).delete()
    messages.success(request, _("The search is gone."))
    return redirect("discovery:saved-list")


def _name(request: HttpRequest) -> str:
    form = ListForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Give the list a name."))
    return form.cleaned_data["name"]


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise Http404 from None
