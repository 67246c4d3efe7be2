"""Kinds of film, each with a page of its own."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discovery import queries, shelves
from discovery.listing import hits
from discovery.models import Kind
from discovery.seo import Meta, absolute, breadcrumbs
from discovery.taxonomy import Node, node_of, tops
from videos.models import Video

CREATORS, GIGS, NEIGHBOURS, FILMS = 8, 8, 4, 10


@require_safe
def category_list(request: HttpRequest) -> HttpResponse:
    """The whole tree."""
    numbers = queries.numbers()
    context = {
        "meta": Meta(_("Categories"), _("Every kind of film that is made here."), request.path),
        "categories": [(top, numbers.by_category.get(top.pk, 0)) for top in tops()],
    }
    return render(request, "discovery/category_list.html", context)


@require_safe
def category_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Films first; then who makes them, what can be ordered, and where to go from here."""
    node = node_of(slug)
    if node is None:
        raise Http404
    top = node if node.parent is None else next(one for one in tops() if one.pk == node.parent)
    is_top = node is top
    creators = shelves.trending(request.user, Kind.CREATOR, CREATORS, within=Q(tops__contains=[top.pk]), page=top.pk)
    gigs = shelves.trending(
        request.user, Kind.GIG, GIGS, within=Q(top=top.pk) if is_top else Q(category=node.pk), page=top.pk
    )
    shown = hits([*creators, *gigs], request.user)
    of_creators, of_gigs = ([hit for hit in shown if hit.kind == kind] for kind in (Kind.CREATOR, Kind.GIG))
    counts = shelves.counts_below(top.pk)
    near = shelves.neighbours(top.pk, NEIGHBOURS)
    films = queries.wall([hit.row for hit in of_creators], [hit.row for hit in of_gigs])
    context = {
        "meta": _meta(node, top, films),
        "node": node,
        "top": top,
        "films": films[:FILMS],
        "below": [(child, counts.get(child.pk, 0)) for child in top.below],
        "creators": of_creators,
        "gigs": of_gigs,
        "near": [one for pk in near for one in tops() if one.pk == pk],
        "crumbs": _crumbs(node, top),
    }
    return render(request, "discovery/category_detail.html", context)


def _crumbs(node: Node, top: Node) -> list[tuple[str, str]]:
    crumbs = [(_("Categories"), reverse("discovery:category-list"))]
    return crumbs if node is top else [*crumbs, (top.name, reverse("discovery:category-detail", args=[top.slug]))]


def _meta(node: Node, top: Node, films: list[Video]) -> Meta:
    path = reverse("discovery:category-detail", args=[node.slug])
    title = node.name if node is top else f"{node.name}, {top.name}"
    text = node.blurb or top.blurb
    page = {"@type": "CollectionPage", "name": title, "description": text, "url": absolute(path)}
    trail = breadcrumbs([*_crumbs(node, top), (node.name, path)])
    return Meta(title, text, path, image=absolute(films[0].poster_url) if films else "", data=[page, trail])
