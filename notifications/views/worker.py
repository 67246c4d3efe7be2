"""The service worker: what a browser runs when a push arrives."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.cache import cache_control
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe


@require_safe
@cache_control(no_cache=True)
@csp_override({"default-src": [CSP.NONE], "frame-ancestors": [CSP.NONE]})
def service_worker(request: HttpRequest) -> HttpResponse:
    """Public and the same for everybody. At the root, so that its scope is the site; it may load nothing."""
    return render(request, "notifications/sw.js", content_type="text/javascript")
