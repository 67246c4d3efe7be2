"""Per request: text made small where no proxy does it, the person's time zone, and refusals as pages or fragments."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import timezone

from reelbyte.errors import DomainError


class TextGZipMiddleware(GZipMiddleware):
    """What the proxy does in production (deploy/nginx.conf): text travels compressed. Films and pictures are small
    already, and are asked for by ranges of their bytes."""

    async_capable = False
    TYPES = ("text/html", "text/css", "text/javascript", "application/json", "image/svg+xml")

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if not response.headers.get("Content-Type", "").startswith(self.TYPES):
            return response
        return super().process_response(request, response)


class PersonMiddleware:
    """Activates the signed-in person's time zone: stored times are UTC, shown times are theirs."""

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(zone_of(getattr(request, "user", None))):
            return self.get_response(request)


class DomainErrorMiddleware:
    """An action's refusal becomes its status and sentence: a page, or a fragment for htmx."""

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DomainError):
            return refusal(request, exception)
        return None


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The answer to a refused request, telling what to do next."""
    template = "errors/refusal.html#fragment" if getattr(request, "htmx", False) else "errors/refusal.html"
    response = render(request, template, {"message": error.message, "status": error.status}, status=error.status)
    if getattr(request, "htmx", False):
        # A refusal is told in the toast region; what the person was looking at stays as it was.
        response["HX-Retarget"] = "#toasts"
        response["HX-Reswap"] = "beforeend"
    return response


def zone_of(user: Any) -> ZoneInfo | None:
    """The zone somebody chose; None (the site's) for anonymous people and names no database knows."""
    name = getattr(user, "timezone", "") if user is not None and user.is_authenticated else ""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
