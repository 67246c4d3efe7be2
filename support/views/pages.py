"""The help centre, the terms, the privacy policy: open to everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from support import queries
from support.access import public_page
from support.models import Page
from support.models.page import PRIVACY, TERMS

LONGEST_NUMBER = 6  # digits of a version


@require_safe
def page_list(request: HttpRequest) -> HttpResponse:
    """The help centre by topic."""
    return render(request, "support/help.html", {"topics": queries.help_pages()})


@require_safe
def page_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of it. Legal ones have addresses of their own."""
    page = public_page(slug)
    if page.topic == Page.Topic.LEGAL:
        return redirect(page, permanent=True)
    return _page(request, page)


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """What people agree to; `?version=` shows what it said before, or will say."""
    return _page(request, public_page(TERMS))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people; `?version=` as with the terms."""
    return _page(request, public_page(PRIVACY))


def _page(request: HttpRequest, page: Page) -> HttpResponse:
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
    shown = queries.shown(page, number if page.topic == Page.Topic.LEGAL else None)
    if shown is None:
        raise Http404
    return render(request, "support/page.html", {"page": page, "shown": shown, "version": shown.version})
