"""The site's own small pages: health, theme."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe
from redis import RedisError

from reelbyte import valkey
from reelbyte.ranges import file_response

YEAR_SECONDS = 31_536_000
WEEK_SECONDS = 604_800


@never_cache
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers. Valkey's absence is told, and is no reason to leave the pool."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    try:
        valkey.client().ping()
        answer = "up"
    except RedisError:
        answer = "down"
    return JsonResponse({"database": "up", "valkey": answer})


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember dark, light or the system's choice, in a cookie that the first byte of a page can obey."""
    choice = request.POST.get("theme", "")
    back = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponse(status=204) if request.htmx else redirect(back)  # type: ignore[attr-defined]
    if choice in ("dark", "light"):
        response.set_cookie("theme", choice, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie("theme")
    return response


@require_safe
def public_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """A file that anybody may fetch. In production the proxy answers this address before it gets here."""
    return file_response(request, "public", key, cache_control=f"public, max-age={WEEK_SECONDS}")
