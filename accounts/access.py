"""Who may open what. Decorators for views; the first line of a view that needs more asks its own app."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from accounts import proof

View = Callable[..., Any]


def member_required(view: View) -> View:
    """Signed in and allowed to be: a suspended person's sessions are anonymous already (see `User.is_active`)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return _elsewhere(request, resolve_url(settings.LOGIN_URL))

    return guarded


def creator_required(view: View) -> View:
    """For people who are creators, whichever hat they wear now."""
    return _role_required("creator", view)


def client_required(view: View) -> View:
    """For people who are clients, whichever hat they wear now."""
    return _role_required("client", view)


def step_up_required(view: View) -> View:
    """For what a stolen session must not reach: asks for password, code or passkey again.

    Asked once in ACCOUNT_REAUTHENTICATION_TIMEOUT seconds. A form posted meanwhile is kept by allauth's
    middleware and goes through afterwards.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return _elsewhere(request, resolve_url(settings.LOGIN_URL))
        if not is_reauthentication_required(request, app="accounts"):
            provider = proof.elsewhere(request)
            return _to(request, provider) if provider else view(request, *args, **kwargs)
        if _is_fragment(request):
            return _elsewhere(request, reverse("account_reauthenticate"))
        raise ReauthenticationRequired

    return guarded


def safe_next(request: HttpRequest, fallback: str = "/") -> str:
    """Where the form asked to go on to (`next`), if that is a page of this site; else `fallback`."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if allowed else fallback


def _role_required(role: str, view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return _elsewhere(request, resolve_url(settings.LOGIN_URL))
        if getattr(request.user, f"is_{role}"):
            return view(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD") or _is_fragment(request):
            raise PermissionDenied
        messages.info(
            request,
            _("That is for creators. Add the role first.")
            if role == "creator"
            else _("That is for clients. Add the role first."),
        )
        return redirect("accounts:settings")

    return guarded


def _is_fragment(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _to(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponse(status=204, headers={"HX-Redirect": url}) if _is_fragment(request) else redirect(url)


def _elsewhere(request: HttpRequest, url: str) -> HttpResponse:
    """To another page, and back here afterwards: for htmx back to the page, not to the fragment."""
    if not _is_fragment(request):
        return redirect_to_login(request.get_full_path(), url)
    page = urlsplit(getattr(request.htmx, "current_url", "") or "/")
    back = urlunsplit(("", "", page.path or "/", page.query, ""))
    return HttpResponse(status=204, headers={"HX-Redirect": f"{url}?{urlencode({'next': back})}"})
