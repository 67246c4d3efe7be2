"""The front door."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discovery import cards, queries, shelves
from discovery.listing import hits
from discovery.models import Kind
from discovery.seo import Meta, absolute
from discovery.taxonomy import tops

TRENDING, NEWEST, WALL = 8, 8, 18


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A wall of moving films, one line, one search box; then who, what and how safely."""
    creators = hits(shelves.trending(request.user, Kind.CREATOR, WALL), request.user)
    gigs = queries.newest_gigs(request.user, NEWEST)
    numbers = queries.numbers()
    context = {
        "meta": _meta(),
        "wall": columns(queries.wall([hit.row for hit in creators], gigs)[:WALL]),
        "categories": [(top, numbers.by_category.get(top.pk, 0)) for top in tops()],
        "featured": [hit for hit in creators if hit.is_featured],
        "creators": [hit for hit in creators if not hit.is_featured][:TRENDING],
        "gigs": cards.gig_cards(gigs),
        "numbers": numbers,
    }
    return render(request, "discovery/home.html", context)


def columns(films: list, count: int = 6) -> list[list]:
    """The wall's columns: every film at least once, each column long enough to travel."""
    if not films:
        return []
    length = max(4, -(-len(films) // count))
    return [[films[(column + row * count) % len(films)] for row in range(length)] for column in range(count)]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may fetch: the public pages."""
    closed = ("/studio/", "/accounts/", "/messages/", "/contracts/", "/orders/", "/admin/")
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {absolute(reverse('discovery:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def _meta() -> Meta:
    return Meta(
        _("Hire video creators by the reel"),
        _("Watch video creators work, hire the one you like, and pay through escrow."),
        reverse("discovery:home"),
        data=[
            {
                "@type": "WebSite",
                "name": "ReelByte",
                "url": settings.SITE_URL,
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": absolute(reverse("discovery:search")) + "?q={q}",
                    "query-input": "required name=q",
                },
            }
        ],
    )
