"""The site's own small pages: health, theme, and what a phone asks before it keeps the site as an app."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from redis import RedisError

from reelbyte import valkey
from reelbyte.ranges import file_response

YEAR_SECONDS = 31_536_000
WEEK_SECONDS = 604_800
DAY_SECONDS = 86_400
# --canvas in the dark: what is seen while the app opens.
CANVAS = "#09090c"


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
@cache_control(public=True, max_age=DAY_SECONDS)
@vary_on_headers("Accept-Language")
def manifest(request: HttpRequest) -> JsonResponse:
    """The site as an app on a phone: its name, its icons, where it begins."""
    icons = [
        {"src": static(f"img/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size, purpose in (
            ("icon-192", 192, "any"),
            ("icon-512", 512, "any"),
            ("icon-maskable-512", 512, "maskable"),
        )
    ]
    app = {
        "id": "/",
        "name": "ReelByte",
        "short_name": "ReelByte",
        "description": _("Watch video creators work, hire the one you like, and pay through escrow."),
        "lang": get_language() or "en",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": CANVAS,
        "background_color": CANVAS,
        "icons": icons,
    }
    return JsonResponse(app, content_type="application/manifest+json")


@require_safe
def public_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """A file that anybody may fetch. In production the proxy answers this address before it gets here."""
    return file_response(request, "public", key, cache_control=f"public, max-age={WEEK_SECONDS}")
