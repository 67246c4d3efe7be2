"""Signals of allauth: one line each."""

from typing import Any

from allauth.account import signals as account
from django.dispatch import receiver

from support.actions.accept_terms import joined


@receiver(account.user_signed_up)
def on_joined(user: Any, **_: Any) -> None:
    joined(user)
