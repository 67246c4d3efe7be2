"""allauth's passkey forms, hardened: a made-up credential is refused in words instead of failing the page."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature

# What fido2's parsers raise for JSON that is no credential, or one signed by somebody else.
MADE_UP = (KeyError, TypeError, ValueError, AttributeError, InvalidSignature)


class _Checked:
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except MADE_UP as error:
            raise get_adapter().validation_error("incorrect_code") from error


class LoginForm(_Checked, webauthn.LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class AuthenticateForm(_Checked, webauthn.AuthenticateWebAuthnForm):
    """A passkey as second factor."""


class ReauthenticateForm(_Checked, webauthn.ReauthenticateWebAuthnForm):
    """A passkey to prove that it is still you."""


class AddForm(webauthn.AddWebAuthnForm):
    """Making one."""

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except MADE_UP as error:
            raise get_adapter().validation_error("incorrect_code") from error
