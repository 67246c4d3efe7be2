"""Per request: when somebody was last here, and that staff come with a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import proof
from accounts.models import User
from reelbyte import clock, policy


class LastSeenMiddleware:
    """Keeps `User.last_seen_at`, coarse on purpose: it is shown to others, and costs a write."""

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            now = clock.now()
            if user.last_seen_at is None or user.last_seen_at < now - policy.LAST_SEEN_EVERY:
                User.objects.filter(pk=user.pk).update(last_seen_at=now)
        return response


class ProofMiddleware:
    """Before allauth's pages that give or change a way in: people it never asks prove themselves at their provider."""

    async_capable = False
    GUARDED = frozenset(
        {
            "account_set_password", "account_email", "socialaccount_connections", "mfa_activate_totp",
            "mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
        }
    )  # fmt: skip

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name not in self.GUARDED or not request.user.is_authenticated:
            return None
        provider = proof.elsewhere(request)
        return redirect(provider) if provider else None


class StaffMfaMiddleware:
    """No page of the admin opens to a staff member without a second factor.

    allauth asks a person with one for it at every sign-in; this closes the gap before they have one.
    """

    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or "admin" not in match.namespaces or match.view_name == "admin:logout":
            return None
        if not request.user.is_authenticated or not request.user.is_staff:
            return None  # the admin's own login, which is allauth's
        if not is_mfa_enabled(request.user):
            messages.warning(request, _("Set up a second factor first: the staff desk opens only with one."))
            return redirect("mfa_index")
        if match.view_name in ("admin:password_change", "admin:password_change_done"):
            return redirect("account_change_password")  # the one that asks, tells and records
        return None
