"""Whether it was just now that somebody proved who they are, also for people who have nothing here to prove it with.

allauth asks for a password, a code or a passkey. Whoever came by a provider and has none of them it takes at their
word, however old the session is: for them the way is to the provider and back.
"""

import time
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode


def elsewhere(request: HttpRequest) -> str:
    """Where a signed-in person must go first to prove it: to their provider, or nowhere ("")."""
    if request.user.has_usable_password() or get_reauthentication_flows(request.user):
        return ""
    records = get_authentication_records(request, request.user)
    if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
        return ""
    account = SocialAccount.objects.filter(user=request.user).order_by("-last_login").first()
    if account is None:
        return reverse("account_reset_password")  # a mail to their address is what is left
    url = reverse("openid_connect_login", kwargs={"provider_id": account.provider})
    return f"{url}?{urlencode({'process': 'login', 'next': _back(request)})}"


def _back(request: HttpRequest) -> str:
    """The page they were on; a form they sent is filled in again."""
    if request.method == "GET":
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else "/"
