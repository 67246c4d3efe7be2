"""Signals of Django and allauth: one line each, calling what is ours."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_delete
from django.dispatch import receiver

from accounts import security


@receiver(account.password_changed)
def on_password_changed(user: Any, **_: Any) -> None:
    security.password_changed(user, "changed")


@receiver(account.password_set)
def on_password_set(user: Any, **_: Any) -> None:
    security.password_changed(user, "set")


@receiver(account.password_reset)
def on_password_reset(user: Any, **_: Any) -> None:
    security.password_changed(user, "reset")


@receiver(account.email_changed)
def on_email_changed(user: Any, **_: Any) -> None:
    security.email_changed(user)


@receiver(mfa.authenticator_added)
def on_authenticator_added(user: Any, authenticator: Any, **_: Any) -> None:
    security.mfa_changed(user, "added", authenticator)


@receiver(mfa.authenticator_removed)
def on_authenticator_removed(user: Any, authenticator: Any, **_: Any) -> None:
    security.mfa_changed(user, "removed", authenticator)


@receiver(mfa.authenticator_reset)
def on_authenticator_reset(user: Any, authenticator: Any, **_: Any) -> None:
    security.mfa_changed(user, "reset", authenticator)


@receiver(social.social_account_added)
def on_social_account_added(sociallogin: Any, **_: Any) -> None:
    security.social_changed(sociallogin.user, "added", sociallogin.account.provider)


@receiver(social.social_account_removed)
def on_social_account_removed(socialaccount: Any, **_: Any) -> None:
    security.social_changed(socialaccount.user, "removed", socialaccount.provider)


@receiver(user_logged_out)
def on_logged_out(request: Any, user: Any, **_: Any) -> None:
    security.session_ended(user, request.session.session_key)


@receiver(post_delete, sender=UserSession)
def on_session_deleted(instance: UserSession, **_: Any) -> None:
    security.session_ended(instance.user, instance.session_key)
