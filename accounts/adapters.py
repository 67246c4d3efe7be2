"""Where allauth asks us: who a new person is, where its links lead, how its mails leave."""

import base64
from copy import copy
from functools import partial
from http import HTTPStatus
from io import BytesIO
from typing import Any
from uuid import uuid4

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.expressions import DatabaseDefault
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from qrcode.image.svg import SvgPathFillImage
from requests import RequestException

from accounts.models import User
from reelbyte import outbox
from reelbyte.context import POLICY
from reelbyte.errors import DomainError

PROVIDER_SECONDS = 10


class ProviderAway(DomainError, OAuth2Error):
    """allauth has a page for it on the way back from a provider; on the way there it is answered as ours are."""

    status = 503
    message = lazy("The service you sign in with does not answer. Try again in a moment, or use your password.")


class AccountAdapter(DefaultAccountAdapter):
    """E-mail accounts."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """A new person with the name and roles of the sign-up form."""
        role = form.cleaned_data["role"]
        user.name = form.cleaned_data["name"]
        user.roles = role
        user.active_role = User.ActiveRole.CLIENT if role == User.Roles.CLIENT else User.ActiveRole.CREATOR
        return super().save_user(request, user, form, commit)

    def clean_email(self, email: str) -> str:
        return email.strip().lower()

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:onboarding")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A link to this site by its configured name: the Host header of whoever asked has no say."""
        return _here(super().get_reset_password_from_key_url(key))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, so that a mail server that is away neither fails a sign-up nor tells it apart."""
        for name in ("signup_url", "password_reset_url"):
            if name in context:
                context[name] = _here(context[name])
        context = {
            **context,
            "email": email,
            "site_url": settings.SITE_URL,
            "request": None,
            "essential": True,
            "policy": POLICY,
        }
        message = self.render_mail(template_prefix, email, context)
        html = next((str(body) for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
        key = uuid4().hex
        payload = {"key": key, "to": email, "subject": message.subject, "text": message.body, "html": html}
        with transaction.atomic():
            outbox.add("accounts.email", key, payload)

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Any:
        context.setdefault("recipient", context.get("user"))
        return super().render_mail(template_prefix, email, context, headers)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Accounts that come from elsewhere. They too choose a role: see `SignupForm`."""

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> SocialApp:
        """The provider as this site is known there. Raises Http404 where it is not: its addresses are there always."""
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist:
            raise Http404 from None

    def get_requests_session(self) -> Any:
        """Nobody's browser waits for ever for a provider that is away, or sees that as an error of ours."""
        session = super().get_requests_session()
        session.request = partial(_asked, session.request)
        return session

    def serialize_instance(self, instance: Any) -> dict[str, Any]:
        """Kept in the session until the form is sent; without what the database fills in when the row is made."""
        known = copy(instance)
        for name, value in vars(instance).items():
            if isinstance(value, DatabaseDefault):
                del known.__dict__[name]
        return super().serialize_instance(known)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """An address is proven if the provider says so, and says it as a yes: not by a word that looks like one."""
        for address in sociallogin.email_addresses:
            address.verified = address.verified is True

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        """One address a person, the one on the form: what the provider has proven counts only if it is that one."""
        if form is not None:
            typed = form.cleaned_data["email"].lower()
            kept = [address for address in sociallogin.email_addresses if address.email.lower() == typed]
            sociallogin.email_addresses = kept
        return super().save_user(request, sociallogin, form)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        user = super().populate_user(request, sociallogin, data)
        user.name = (data.get("name") or f"{data.get('first_name') or ''} {data.get('last_name') or ''}").strip()[:80]
        return user

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        return {**super().get_signup_form_initial_data(sociallogin), "name": sociallogin.user.name}


class MfaAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are encrypted, and the site's name is its name."""

    def get_totp_issuer(self) -> str:
        return "ReelByte"

    def build_totp_svg(self, url: str) -> str:
        """On white, whatever the page's theme: scanners read dark on light."""
        image = qrcode.make(url, image_factory=SvgPathFillImage)
        drawn = BytesIO()
        image.save(drawn)
        return drawn.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "ReelByte"}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth's signature
        count = user.authenticator_set.filter(type=type).count()
        return _("Passkey") if count == 0 else _("Passkey %(number)s") % {"number": count + 1}

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise ValidationError(_("This authenticator can no longer be read. Use another way in.")) from error


def has_verified_email(user: User) -> bool:
    """Whether the person's own address is proven theirs."""
    return EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()


def _asked(ask: Any, *args: Any, **options: Any) -> Any:
    """A request to a provider. Raises ProviderAway when it gives no answer."""
    try:
        response = ask(*args, **{**options, "timeout": PROVIDER_SECONDS})
    except RequestException as error:
        raise ProviderAway from error
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ProviderAway
    return response


def _here(url: str) -> str:
    """The same page under SITE_URL, whatever host the request named."""
    path = "/" + url.split("://", 1)[-1].partition("/")[2]
    return f"{settings.SITE_URL}{path}"


def _fernet() -> MultiFernet:
    """Keys derived from SECRET_KEY and its fallbacks, so that rotating it keeps second factors working."""
    return MultiFernet([Fernet(_derived(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derived(secret: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"accounts.mfa")
    return base64.urlsafe_b64encode(kdf.derive(secret.encode()))
