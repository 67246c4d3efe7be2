"""Suspension ends what is open at once."""

from typing import Any

import pytest

from accounts.actions.suspend import reinstate, suspend
from accounts.models import User
from reelbyte.errors import Refused
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_it_ends_the_session_at_the_next_request(alice: User, mod: User, login: Any) -> None:
    browser = login(alice)
    suspend(mod, alice, "spam")
    assert "_auth_user_id" in browser.session
    assert not browser.get("/healthz/").wsgi_request.user.is_authenticated
    assert AuditEntry.objects.get(action="accounts.suspended").reason == "spam"


def test_it_needs_a_reason_and_another_person(alice: User, mod: User) -> None:
    with pytest.raises(Refused):
        suspend(mod, alice, " ")
    with pytest.raises(Refused):
        suspend(mod, mod, "tired")


def test_a_moderator_cannot_suspend_a_superuser(mod: User) -> None:
    root = User.objects.create_superuser("root@example.com")
    with pytest.raises(Refused):
        suspend(mod, root, "coup")


def test_reinstating_lets_them_in_again(alice: User, mod: User) -> None:
    suspend(mod, alice, "spam")
    reinstate(mod, alice, "appeal upheld")
    alice.refresh_from_db()
    assert alice.is_active
