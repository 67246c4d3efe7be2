"""One list page for gigs, creators and jobs: filters beside results, by the page, by htmx in parts."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from discovery.filters import MarketFilter
from discovery.queries import counted
from discovery.seo import Meta
from discovery.taxonomy import labels
from reelbyte.pagination import paginate

SIZE = 24
TEMPLATE = "discovery/list.html"


def listing(
    request: HttpRequest,
    found: MarketFilter,
    loaded: Callable[[QuerySet], QuerySet],
    drawn: Callable[..., list],
    kind: str,
    words: dict[str, str],
) -> HttpResponse:
    """The page; for htmx its results with the counts beside the filters, or, with a cursor, the next cards.

    `loaded` adds what a card shows, `drawn` renders the cards, `kind` is "gigs", "creators" or "jobs".
    """
    cursor = request.GET.get("cursor")
    page = paginate(loaded(found.qs), order=found.order, cursor=cursor, size=SIZE)
    context: dict[str, Any] = {"kind": kind, "filter": found, "page": page, "words": words}
    context["cards"] = drawn(page.items, eager=not cursor)
    part = ""
    if request.htmx and not request.htmx.history_restore_request:
        part = "#more" if cursor else "#answer"
    if part != "#more":
        context["count"], context["is_more"] = counted(found.qs)
        context["facets"] = found.facets
        context["meta"] = _meta(found, words, request.path)
    response = render(request, f"{TEMPLATE}{part}", context)
    if part == "#answer":
        response["HX-Push-Url"] = found.address
    patch_vary_headers(response, ["HX-Request"])
    return response


def _meta(found: MarketFilter, words: dict[str, str], path: str) -> Meta:
    """A category has a title and an address of its own for search engines; other filters have none."""
    slug = found.data.get("category", "")
    name = labels().get(slug)
    title = f"{name}: {words['heading']}" if name else words["heading"]
    return Meta(title, words["lead"], f"{path}?category={slug}" if name else path)
