"""New terms are put before whoever has not agreed to them yet: on the way to a page, and before anything is sent."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reelbyte import clock
from support.views.terms import ask_first

# What must stay open to somebody who does not agree: reading, asking, taking one's data along, leaving, keeping oneself
# and one's account safe, staff work.
OPEN_APPS = {"support", "admin", "notifications", "moderation"}
OPEN_NAMES = {
    "account_logout", "account_reauthenticate", "mfa_reauthenticate", "account_change_password", "accounts:session-end",
    "accounts:data", "accounts:export-create", "accounts:export-download", "accounts:deletion",
    "accounts:block-create", "accounts:block-delete", "public-file", "health", "theme",
}  # fmt: skip
READING = {"GET", "HEAD", "OPTIONS"}


class TermsMiddleware:
    """Asks no question of the database: `User.terms_due_at` came with the person.

    Whole pages wait, and whatever is sent; fragments, files and sockets of a page that is open go through. What
    somebody has typed is not lost: the page that asks carries it, and sends it on with the agreement.
    """

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        due = getattr(request.user, "terms_due_at", None)
        match = request.resolver_match
        if due is None or due > clock.now() or match is None:
            return None
        if match.app_name in OPEN_APPS or match.view_name in OPEN_NAMES:
            return None
        if request.method not in READING:
            return ask_first(request)
        if not _is_page(request):
            return None
        return redirect(f"{reverse('support:terms-acceptance')}?{urlencode({'next': request.get_full_path()})}")


def _is_page(request: HttpRequest) -> bool:
    """What a browser opens, in a tab or by htmx as a whole."""
    return (
        request.method == "GET"
        and not getattr(request, "htmx", False)
        and "text/html" in request.headers.get("Accept", "text/html")
    )
