"""Django's messages inside an htmx answer: what a view says with `messages.success` is seen at once, page or fragment.

They travel as an event (HX-Trigger), not as markup: htmx leaves out the swap of an answer that holds nothing but
partials, so a toast appended to an empty answer would keep a deleted row on the page.
"""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse

# The browser leaves or reloads the page: the next one shows the messages.
LEAVING = ("HX-Redirect", "HX-Location", "HX-Refresh")


class ToastMiddleware:
    """Hands the waiting messages to static/js/toasts.js with every answer to htmx. Inside MessageMiddleware."""

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "htmx", False) and _stays(response):
            toasts = [{"text": str(message), "kind": message.level_tag} for message in get_messages(request)]
            if toasts:
                events = _events(response.get("HX-Trigger", "")) | {"toasts": {"items": toasts}}
                response["HX-Trigger"] = json.dumps(events)
        return response


def _stays(response: HttpResponse) -> bool:
    return not 300 <= response.status_code < 400 and not any(header in response for header in LEAVING)


def _events(header: str) -> dict[str, Any]:
    """What HX-Trigger already says, as its JSON form."""
    if header.startswith("{"):
        return dict(json.loads(header))
    return {name.strip(): {} for name in header.split(",") if name.strip()}
