"""What the audit trail and open pages must know when a way into an account changes."""

from typing import Any

from django.db import transaction

from accounts import hooks
from reelbyte import audit


@transaction.atomic
def password_changed(user: Any, how: str) -> None:
    """`how`: "changed", "set" or "reset". Other sessions have just become anonymous."""
    audit.record(user, f"accounts.password_{how}", user)
    hooks.credentials_changed(user)


def email_changed(user: Any) -> None:
    """The primary address is another one now. Neither address is kept here: the trail is for ever."""
    audit.record(user, "accounts.email_changed", user)


def mfa_changed(user: Any, how: str, authenticator: Any) -> None:
    """`how`: "added", "removed" or "reset"."""
    audit.record(user, f"accounts.mfa_{how}", user, type=authenticator.type)


def social_changed(user: Any, how: str, provider: str) -> None:
    """`how`: "added" or "removed"."""
    audit.record(user, f"accounts.social_{how}", user, provider=provider)


def session_ended(user: Any, session_key: str | None) -> None:
    """A browser was signed out, by its own hand or from the list of sessions."""
    if user is not None and session_key:
        hooks.session_ended(user.pk, session_key)
