"""The reel feed, and what one does in it."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import member_required, safe_next
from creators.models import PortfolioItem
from discovery.access import followable_creator, watchable_film
from discovery.actions.follow import follow, unfollow
from discovery.actions.like import like, unlike
from discovery.feed import Choice, Reel, reel_of, reels
from discovery.seo import Meta, absolute, brief, film_data


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Films, one at a time. `show` chooses whose, `film` (a public id, from a shared link) which comes first."""
    choice = _choice(request)
    if choice and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    cursor, film = request.GET.get("cursor"), _film(request)
    page = reels(request.user, choice, cursor=cursor, without=film)
    first = reel_of(request.user, film) if film else None
    shown = [first, *page.items] if first and not cursor else page.items
    context = {"reels": shown, "page": page, "choice": choice, "first": first, "meta": _meta(first)}
    template = "discovery/feed.html#reels" if request.htmx and cursor else "discovery/feed.html"
    return render(request, template, context)


@require_POST
@member_required
def like_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A heart."""
    film = watchable_film(request.user, public_id)
    like(request.user, film)
    return _edge(request, film)


@require_POST
@member_required
def like_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    film = watchable_film(request.user, public_id)
    unlike(request.user, film)
    return _edge(request, film)


@require_POST
@member_required
def follow_create(request: HttpRequest, handle: str) -> HttpResponse:
    """See what this creator shows next. `film`: the one at whose edge the button stood."""
    follow(request.user, followable_creator(request.user, handle))
    return _edge(request, _film(request))


@require_POST
@member_required
def follow_delete(request: HttpRequest, handle: str) -> HttpResponse:
    unfollow(request.user, followable_creator(request.user, handle))
    return _edge(request, _film(request))


def _edge(request: HttpRequest, film: PortfolioItem | None) -> HttpResponse:
    """The buttons beside a film as they are now, or back to where they were pressed."""
    if request.htmx and film is not None:
        return render(request, "discovery/reel_edge.html", {"reel": reel_of(request.user, film)})
    return redirect(safe_next(request, reverse("discovery:feed")))


def _choice(request: HttpRequest) -> Choice:
    wanted = request.GET.get("show", "")
    return Choice(wanted) if wanted in set(Choice) else Choice.ALL


def _film(request: HttpRequest) -> PortfolioItem | None:
    try:
        public_id = UUID(request.GET.get("film") or request.POST.get("film") or "")
    except ValueError:
        return None
    return watchable_film(request.user, public_id)


def _meta(first: Reel | None) -> Meta:
    if first is None:
        return Meta(_("Reels"), _("Watch what video creators make, one film at a time."), reverse("discovery:feed"))
    item = first.item
    return Meta(
        _("%(title)s by %(name)s") % {"title": item.title, "name": item.profile.name},
        brief(item.description or item.profile.headline),
        first.path,
        "video.other",
        absolute(item.video.poster_url),
        item.video,
        [film_data(item.video, item.title, item.description or item.profile.headline)],
    )
