"""One box over creators, gigs and jobs."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discovery import search, shelves, vocabulary
from discovery.filters import GigFilter, MarketFilter
from discovery.listing import LISTINGS, OF_EACH, hits, listing
from discovery.models import Kind
from discovery.queries import documents_for
from discovery.seo import Meta
from discovery.suggestions import suggestions

NAMES = {kind: LISTINGS[kind].name for kind in Kind}
WATCHED = 4  # creators to look at where nothing was found
KINDS = {name: kind for kind, name in NAMES.items()}


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """`in` is a tab: creators, gigs or jobs; without it the best of each. Without words there is no best: gigs."""
    kind = KINDS.get(request.GET.get("in", ""))
    if kind is None and not GigFilter(request.GET, documents_for(request.user), request.path).text:
        kind = Kind.GIG
    if kind is not None:
        return listing(request, kind, tabs=_tabs)
    return _everything(request)


def _everything(request: HttpRequest) -> HttpResponse:
    """The best of each kind. Ten questions at most, two more for words that nothing says."""
    found = GigFilter(request.GET, documents_for(request.user), request.path)
    shown = _best(request, found)
    if not shown and (better := vocabulary.corrected(found.text)):
        found.instead = better
        shown = _best(request, found)
        found.instead = better if shown else ""
    figures = found.figures(every_kind=True, viewer=request.user)
    groups = [
        {
            "name": NAMES[kind],
            "heading": LISTINGS[kind].words["heading"],
            "count": figures.kinds[kind],
            "url": _url(found, kind),
            "hits": [hit for hit in shown if hit.kind == kind],
        }
        for kind in Kind
    ]
    context = {
        "filter": found,
        "figures": figures,
        "groups": [group for group in groups if group["hits"]],
        "watched": [] if shown else hits(shelves.trending(request.user, Kind.CREATOR, WATCHED), request.user),
        "tabs": _tabs(found, figures, everything=True),
        "meta": Meta(_("Search"), _("Creators, gigs and jobs."), request.path, hidden=True),
    }
    return render(request, "discovery/search.html", context)


def _best(request: HttpRequest, found: MarketFilter) -> list:
    each = [found.documents.filter(kind=kind) for kind in Kind]
    return hits(search.best_of_each(each, found.words, each=OF_EACH), request.user)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What the box offers while one types: options of a listbox. `id` is the box's."""
    typed = request.GET.get("q", "")[: search.LONGEST_QUERY]
    context = {"typed": typed, "options": suggestions(typed, request.user), "box": request.GET.get("box", "")[:20]}
    return render(request, "discovery/suggestions.html", context)


def _tabs(found: MarketFilter, figures: Any, *, everything: bool = False) -> list[dict[str, Any]]:
    """Everything, and each kind with how many the words find there."""
    tabs = []
    if found.text:
        tabs.append({"url": _url(found, None), "label": _("Everything"), "current": everything})
    return tabs + [
        {
            "url": _url(found, kind),
            "label": LISTINGS[kind].words["heading"],
            "current": not everything and kind == found.KIND,
            "count": figures.kinds[kind],
        }
        for kind in Kind
    ]


def _url(found: MarketFilter, kind: Kind | None) -> str:
    query = {"q": found.text, "in": NAMES[kind] if kind else ""}
    return f"{reverse('discovery:search')}?{urlencode({name: value for name, value in query.items() if value})}"
