"""New terms are put before whoever has not agreed to them yet: on the way to a page, never in the middle of work."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reelbyte import clock

# What must stay open to somebody who does not agree: reading, asking, taking one's data along, leaving, staff work.
OPEN_APPS = {"support", "admin", "notifications"}
OPEN_NAMES = {
    "account_logout", "account_reauthenticate", "mfa_reauthenticate", "accounts:data",
    "accounts:export-create", "accounts:export-download", "accounts:deletion", "public-file", "health", "theme",
}  # fmt: skip


class TermsMiddleware:
    """Asks no question of the database: `User.terms_due_at` came with the person.

    Only whole pages are held up. A form that is posted goes through, and so do fragments, files and sockets: what
    somebody has typed is never lost; the page it leads to is what waits.
    """

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        due = getattr(request.user, "terms_due_at", None)
        if due is None or due > clock.now() or not _is_page(request):
            return None
        match = request.resolver_match
        if match is None or match.app_name in OPEN_APPS or match.view_name in OPEN_NAMES:
            return None
        return redirect(f"{reverse('support:terms-acceptance')}?{urlencode({'next': request.get_full_path()})}")


def _is_page(request: HttpRequest) -> bool:
    """What a browser opens, in a tab or by htmx as a whole."""
    return (
        request.method == "GET"
        and not getattr(request, "htmx", False)
        and "text/html" in request.headers.get("Accept", "text/html")
    )
