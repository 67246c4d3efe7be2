"""The creator's own films: add, describe, order, lift into the reel, take away."""

from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import creator_required
from creators.access import own_item, own_profile
from creators.actions import order_items as ordering
from creators.actions.add_item import add_item
from creators.actions.edit_item import edit_item
from creators.forms import FilmsForm, ItemForm
from creators.models import CreatorProfile
from creators.queries import films_to_add, portfolio_of
from videos.models import Video


@creator_required
@require_GET
def portfolio(request: HttpRequest) -> HttpResponse:
    """All of them, in order, with the uploads that are not in it yet."""
    return _page(request, own_profile(request.user))


@creator_required
@require_POST
def item_create(request: HttpRequest) -> HttpResponse:
    """Put uploaded films (`video`: their public ids) at the end; the form to describe one comes next."""
    profile = own_profile(request.user)
    form = FilmsForm(request.POST, request.FILES, owner=request.user)
    if not form.is_valid():
        return _page(request, profile, form=form, status=422)
    videos = form.cleaned_data["video"]
    items = [add_item(profile, video, title=_first_title(video)) for video in videos]
    if len(items) == 1:
        return redirect("creators:portfolio-item-edit", items[0].public_id)
    return redirect("creators:portfolio")


@creator_required
@require_http_methods(["GET", "POST"])
def item_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a film is, who it was for, what the creator did in it."""
    item = own_item(request.user, public_id)
    form = ItemForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        edit_item(form)
        messages.success(request, _("Saved."))
        return redirect("creators:portfolio")
    status = 422 if form.errors else 200
    return render(request, "creators/portfolio_item.html", {"form": form, "item": item}, status=status)


@creator_required
@require_POST
def item_position(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One place up or down (`direction`)."""
    item = own_item(request.user, public_id)
    ordering.move_item(item, "up" if request.POST.get("direction") == "up" else "down")
    return _changed(request, item.profile)


@creator_required
@require_POST
def item_highlight(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Into the reel (`on`), or out of it."""
    item = own_item(request.user, public_id)
    ordering.set_highlight(item, highlighted=request.POST.get("on") == "1")
    return _changed(request, item.profile)


@creator_required
@require_POST
def item_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Off the profile; the upload stays."""
    item = own_item(request.user, public_id)
    ordering.remove_item(item)
    return _changed(request, item.profile)


@creator_required
@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """The whole order as dragged: `item` repeated, public ids. What is no id is left out."""
    profile = own_profile(request.user)
    ordering.order_items(profile, [found for value in request.POST.getlist("item") if (found := _uuid(value))])
    return _changed(request, profile)


def _changed(request: HttpRequest, profile: CreatorProfile) -> HttpResponse:
    if not request.htmx:
        return redirect("creators:portfolio")
    return _page(request, profile, "creators/portfolio.html#films")


def _page(
    request: HttpRequest,
    profile: CreatorProfile,
    template: str = "creators/portfolio.html",
    form: FilmsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "profile": profile,
        "items": portfolio_of(profile),
        "to_add": films_to_add(profile),
        "form": form or FilmsForm(owner=request.user),
    }
    return render(request, template, context, status=status)


def _first_title(video: Video) -> str:
    """A film is called like its file until somebody names it."""
    return (video.title or PurePath(video.original_name).stem.replace("_", " ").strip() or _("Untitled"))[:80]


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
