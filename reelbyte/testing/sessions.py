"""Somebody signed in, for a browser or a client that is given their cookie."""

from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.test import Client


def signed_in(person: Any, *, proven: bool = True) -> str:
    """The key of a new session of theirs. `proven`: they have typed their password just now."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    if proven:
        record_authentication(SimpleNamespace(session=session), person, method="password", reauthenticated=True)
        session.save()
    return str(session.session_key)
