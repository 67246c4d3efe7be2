"""Django's messages inside an htmx answer: what a view says with `messages.success` is seen at once, page or fragment."""

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# The browser leaves or reloads the page: the next one shows the messages.
LEAVING = ("HX-Redirect", "HX-Location", "HX-Refresh")
NO_SWAP = (204, 304)


class ToastMiddleware:
    """Appends the waiting messages, as toasts for #toasts, to HTML that answers htmx. Inside MessageMiddleware."""

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "htmx", False) and _takes_toasts(response) and (waiting := list(get_messages(request))):
            response.write(render_to_string("components/toast.html#stream", {"messages": waiting}))
        return response


def _takes_toasts(response: HttpResponse) -> bool:
    return (
        not response.streaming
        and response.status_code not in NO_SWAP
        and not 300 <= response.status_code < 400
        and response.get("Content-Type", "").startswith("text/html")
        and not any(header in response for header in LEAVING)
    )
