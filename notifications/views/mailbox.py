"""Demo only: what the site would have mailed."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET

from notifications import mailboxes

# A mail brings its styles with it. It is shown in a frame of its own that runs nothing.
AS_MAIL: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
    "frame-ancestors": [CSP.SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}
WITH_FRAME: dict[str, Any] = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}


@require_GET
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Demo only: every mail the site sent, so that a newcomer can verify an address."""
    _demo_only()
    mails = mailboxes.latest(to=request.GET.get("to", "").strip())
    return render(request, "notifications/mailbox.html", {"mails": mails, "to": request.GET.get("to", "")})


@require_GET
@never_cache
@csp_override(WITH_FRAME)
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Demo only: one of them."""
    return render(request, "notifications/mail.html", {"mail": _found(name)})


@require_GET
@never_cache
@xframe_options_sameorigin
@csp_override(AS_MAIL)
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """Demo only: its designed form, as a mail program shows it."""
    found = _found(name)
    if not found.html:
        raise Http404
    return HttpResponse(found.html)


def _found(name: str) -> mailboxes.Mail:
    _demo_only()
    found = mailboxes.find(name)
    if found is None:
        raise Http404
    return found


def _demo_only() -> None:
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
