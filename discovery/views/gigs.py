"""Gigs to choose from, and one of them."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discovery import queries, seo
from discovery.listing import listing
from discovery.models import Kind
from discovery.saved import is_saved
from gigs.access import ready_samples
from gigs.actions.count_view import count_view
from gigs.compare import compare
from gigs.models import Gig
from gigs.queries import detail


@require_safe
def gig_list(request: HttpRequest) -> HttpResponse:
    """Search, narrow, sort; the state is in the URL."""
    return listing(request, Kind.GIG)


@require_safe
def gig_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The film, the packages, and everything one asks before ordering. Its owner sees it in any state."""
    gig = get_object_or_404(detail(Gig.objects.visible_to(request.user)), slug=slug)
    films = ready_samples(gig)
    stage = _on_stage(request, films)
    context: dict[str, Any] = {
        "gig": gig,
        "films": films,
        "stage": stage,
        "is_own": request.user.pk == gig.creator.user_id,
    }
    if request.htmx and "film" in request.GET:
        return render(request, "discovery/gig_detail.html#stage", context)
    _count(request, gig)
    packages = list(gig.packages.all())
    context |= {
        "panels": _panels(packages),
        "rows": compare(packages),
        "packages": packages,
        "meta": seo.of_gig(gig, films[0] if films else None),
        "crumbs": _crumbs(gig),
        "reviews": queries.reviews_of(gig),
        "is_saved": is_saved(request.user, gig),
    }
    return render(request, "discovery/gig_detail.html", context)


def _count(request: HttpRequest, gig: Gig) -> None:
    """Somebody looks who might order: not its owner, and not a browser that only fetches ahead."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if request.method != "GET" or ahead or not gig.is_live or request.user.pk == gig.creator.user_id:
        return
    seen = f"{get_account_adapter().get_client_ip(request)} {request.headers.get('User-Agent', '')}"
    count_view(gig, f"user {request.user.pk}" if request.user.is_authenticated else seen)


def _on_stage(request: HttpRequest, films: list) -> Any:
    """The film that `?film=` asks for, else the first."""
    wanted = request.GET.get("film", "")
    return next((film for film in films if str(film.public_id) == wanted), films[0] if films else None)


def _panels(packages: list) -> list[dict[str, Any]]:
    """The packages as tabs; the middle one is open, as the one most people want."""
    best = packages[len(packages) // 2].pk if len(packages) > 1 else None
    return [
        {
            "label": package.get_tier_display(),
            "template": "discovery/package.html",
            "value": package.tier,
            "current": best in (None, package.pk),
            "package": package,
        }
        for package in packages
    ]


def _crumbs(gig: Gig) -> list[tuple[str, str]]:
    base = reverse("discovery:gig-list")
    crumbs = [(_("Gigs"), base)]
    if gig.category.parent:
        crumbs.append((gig.category.parent.name, reverse("discovery:category-detail", args=[gig.category.parent.slug])))
    return [*crumbs, (gig.category.name, reverse("discovery:category-detail", args=[gig.category.slug]))]
