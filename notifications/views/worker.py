"""The service worker: what a browser runs when a push arrives, and when a page does not."""

from base64 import b64encode
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.csp import CSP, build_policy
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

HOUR_SECONDS = 3_600


@require_safe
# Browsers ask for it again after every page: by themselves at most once an hour (worker.js says so).
@cache_control(public=True, max_age=HOUR_SECONDS)
@vary_on_headers("Accept-Language")
@csp_override({"default-src": [CSP.NONE], "connect-src": [CSP.SELF], "frame-ancestors": [CSP.NONE]})
def service_worker(request: HttpRequest) -> HttpResponse:
    """Public and the same for everybody. At the root, so that its scope is the site; it may ask only the site."""
    # A sheet of our own, which a <style> takes as it is; the policy of the page allows just this one, by its hash.
    style = mark_safe(render_to_string("notifications/worker/offline.css").strip())  # noqa: S308
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy: dict[str, list[str]] = {
        "default-src": [CSP.NONE],
        "style-src": [f"'sha256-{digest}'"],
        "base-uri": [CSP.NONE],
        "form-action": [CSP.NONE],
        "frame-ancestors": [CSP.NONE],
    }
    parts = {
        "offline": render_to_string("notifications/worker/offline.html", {"style": style}),
        "policy": build_policy(policy),
    }
    return render(request, "notifications/worker/sw.js", parts, content_type="text/javascript")
