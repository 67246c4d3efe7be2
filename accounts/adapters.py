"""Where allauth asks us: who a new person is, where its links lead, how its mails leave."""

import base64
from io import BytesIO
from typing import Any
from uuid import uuid4

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathFillImage

from accounts.models import User
from reelbyte import outbox
from reelbyte.context import POLICY


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
