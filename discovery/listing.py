"""One list page for gigs, creators and jobs, and for the search over them: filters beside results, by the page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from discovery import cards, queries, search, vocabulary
from discovery.filters import FILTERS, MarketFilter
from discovery.models import Kind
from discovery.queries import documents_for
from discovery.saved import saved_by
from discovery.search import Match
from discovery.seo import Meta
from discovery.taxonomy import labels
from gigs.queries import cards as gig_rows
from jobs.models import Job
from jobs.queries import cards as job_rows
from reelbyte.pagination import Page, paginate

SIZE = 24
OF_EACH = 6  # of a kind, on the page of everything
CARD_SAYS = 220  # characters of a description that a job's card has room for
TEMPLATE = "discovery/list.html"


@dataclass(frozen=True)
class Listing:
    """How a kind is shown. `rows(viewer)`: those they may see, with what a card shows; `drawn`: the cards."""

    rows: Callable[[Any], QuerySet]
    drawn: Callable[..., list[SafeString]]
    name: str
    url_name: str
    words: dict[str, Any]


@dataclass(frozen=True)
class Hit:
    """A row that was found, drawn; `why` is the line of its text that has the words."""

    row: Any
    kind: str
    card: SafeString
    why: SafeString | None = None
    is_saved: bool = False
    is_featured: bool = False


LISTINGS: dict[str, Listing] = {
    Kind.CREATOR: Listing(
        lambda viewer: queries.creator_cards(queries.creators_listed(viewer)),
        cards.creator_cards,
        "creators",
        "discovery:creator-list",
        {
            "heading": _("Creators"),
            "lead": _("Watch first. Everybody here has something to show."),
            "placeholder": _("A name, a skill, a city"),
            "amount": _("Hourly rate up to"),
        },
    ),
    Kind.GIG: Listing(
        lambda viewer: gig_rows(queries.gigs_listed(viewer)),
        cards.gig_cards,
        "gigs",
        "discovery:gig-list",
        {
            "heading": _("Gigs"),
            "lead": _("A fixed price, a date, and a film that shows what you get."),
            "placeholder": _("Macro film, UGC ads, colour grade"),
            "amount": _("Price up to"),
        },
    ),
    Kind.JOB: Listing(
        lambda viewer: job_rows(Job.objects.listed_to(viewer)),
        cards.job_cards,
        "jobs",
        "discovery:job-list",
        {
            "heading": _("Jobs"),
            "lead": _("What clients want filmed, with a budget and a date. Propose how you would do it."),
            "placeholder": _("Product film, documentary, drone"),
            "amount": _("Budget from"),
        },
    ),
}


def listing(
    request: HttpRequest, kind: str, *, tabs: Callable[[MarketFilter, Any], list] | None = None
) -> HttpResponse:
    """The page; for htmx its results with the counts beside the filters, or, with a cursor, the next cards.

    Anonymous: five questions, and two more for words that nothing says. `tabs` makes it a tab of the search page.
    """
    found = FILTERS[kind](request.GET, documents_for(request.user), request.path)
    cursor = request.GET.get("cursor")
    page = matches(found, cursor)
    if not page.items and not cursor and found.text and (better := vocabulary.corrected(found.text)):
        found.instead = better
        page = matches(found, cursor)
        if not page.items:
            found.instead = ""
    shown = hits(page.items, request.user, eager=not cursor)
    context: dict[str, Any] = {
        "kind": LISTINGS[kind].name,
        "filter": found,
        "hits": shown,
        "page": Page([hit.row for hit in shown], page.next_cursor),
        "words": LISTINGS[kind].words,
    }
    part = _part(request)
    if part != "#more":
        context["figures"] = found.figures(every_kind=tabs is not None, viewer=request.user)
        context["tabs"] = tabs(found, context["figures"]) if tabs else []
        context["meta"] = _meta(found, request.path, is_search=tabs is not None)
    response = render(request, f"{TEMPLATE}{part}", context)
    if part == "#answer":
        response["HX-Push-Url"] = found.address
    patch_vary_headers(response, ["HX-Request"])
    return response


def matches(found: MarketFilter, cursor: str | None, size: int = SIZE) -> Page:
    """A page of Matches, in the order asked for. One query."""
    if not found.order:
        return search.ranked(found.qs, found.words, cursor=cursor, size=size)
    documents = found.found.only("kind", "object_id", *(name.removeprefix("-") for name in found.order))
    page = paginate(documents, order=found.order, cursor=cursor, size=size)
    return Page([Match(row.kind, row.object_id) for row in page.items], page.next_cursor)


def hits(found: Iterable[Match], viewer: Any, *, eager: bool = False) -> list[Hit]:
    """The matches as cards, in order. What a document still says and its row no longer is left out.

    Two or three queries a kind, and one for what a member has saved.
    """
    found = list(found)
    saved = saved_by(viewer) if found else frozenset()
    drawn: dict[tuple[str, int], tuple[Any, SafeString]] = {}
    for kind in {match.kind for match in found}:
        of_kind = [match for match in found if match.kind == kind]
        rows = LISTINGS[kind].rows(viewer).in_bulk([match.object_id for match in of_kind])
        kept = [rows[match.object_id] for match in of_kind if match.object_id in rows]
        titles = {match.object_id: match.title for match in of_kind if match.title}
        pictures = LISTINGS[kind].drawn(kept, eager=eager, titles=titles)
        drawn |= {(kind, row.pk): (row, card) for row, card in zip(kept, pictures, strict=True)}
    return [
        Hit(row, match.kind, card, None if _is_said(row, match.why) else match.why, key in saved, match.is_featured)
        for match in found
        if (key := (match.kind, match.object_id)) in drawn
        for row, card in [drawn[key]]
    ]


def _is_said(row: Any, why: SafeString | None) -> bool:
    """A job's card shows a short description whole: words found in it are not said again under the card."""
    if why is None or not isinstance(row, Job) or len(row.description) > CARD_SAYS:
        return False
    found = [line for line in why.splitlines() if "<mark>" in line]
    return all(unescape(strip_tags(line)).strip() in row.description for line in found)


def _part(request: HttpRequest) -> str:
    if not request.htmx or request.htmx.history_restore_request:
        return ""
    return "#more" if request.GET.get("cursor") else "#answer"


def _meta(found: MarketFilter, path: str, *, is_search: bool) -> Meta:
    """A category has a title and an address of its own for search engines; other filters, and searches, have none."""
    words = LISTINGS[found.KIND].words
    if is_search:
        return Meta(str(_("Search")), str(words["lead"]), path, hidden=True)
    slug = found.data.get("category", "")
    name = labels().get(slug)
    title = f"{name}: {words['heading']}" if name else str(words["heading"])
    return Meta(title, str(words["lead"]), f"{path}?category={slug}" if name else path)
