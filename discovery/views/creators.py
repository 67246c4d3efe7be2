"""Creators to choose from, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from creators import links
from creators.access import profile_for
from discovery import cards, queries, seo
from discovery.listing import listing
from discovery.models import Kind
from discovery.saved import is_saved


@require_safe
def creator_list(request: HttpRequest) -> HttpResponse:
    """Search, narrow, sort; the state is in the URL."""
    return listing(request, Kind.CREATOR)


@require_safe
def creator_detail(request: HttpRequest, handle: str) -> HttpResponse:
    """The reel, the films, the gigs, what clients say, and how to hire."""
    profile = profile_for(request.user, handle)
    page = queries.creator_page(profile)
    wanted = request.GET.get("film", "")
    stage = next((item for item in page.items if str(item.public_id) == wanted), page.items[0] if page.items else None)
    is_own = request.user.pk == profile.user_id
    context = {"profile": profile, "page": page, "stage": stage, "is_own": is_own}
    if request.htmx and "film" in request.GET:
        return render(request, "discovery/creator_detail.html#stage", context)
    context |= {
        "meta": seo.of_creator(profile, page.items[0].video if page.items else None),
        "gig_cards": cards.gig_cards(page.gigs),
        "links": links.shown(profile.links),
        "is_saved": is_saved(request.user, profile),
        "may_block": request.user.is_authenticated and not is_own,
    }
    return render(request, "discovery/creator_detail.html", context)
