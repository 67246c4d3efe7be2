"""Limits end what is begun, not what is under way."""

from typing import Any

import pytest

from accounts.actions.limit import limit
from accounts.actions.suspend import reinstate, suspend
from accounts.models import User
from accounts.standing import check_may_begin
from reelbyte.errors import Conflict, Refused
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_they_stay_signed_in_and_begin_nothing(alice: User, mod: User, login: Any) -> None:
    check_may_begin(alice)
    browser = login(alice)
    for _ in range(2):
        person = limit(mod, alice, "spam")
    assert AuditEntry.objects.filter(action="accounts.limited", reason="spam").count() == 1
    assert browser.get("/settings/").status_code == 200
    with pytest.raises(Refused, match="limited at the moment"):
        check_may_begin(person)


def test_it_needs_a_reason_and_another_person(alice: User, mod: User) -> None:
    with pytest.raises(Refused):
        limit(mod, alice, " ")
    with pytest.raises(Refused):
        limit(mod, mod, "tired")


def test_a_moderator_cannot_limit_a_superuser(mod: User) -> None:
    with pytest.raises(Refused):
        limit(mod, User.objects.create_superuser("root@example.com"), "coup")


def test_a_suspended_person_is_not_let_in_by_it(alice: User, mod: User) -> None:
    suspend(mod, alice, "spam")
    with pytest.raises(Conflict):
        limit(mod, alice, "spam")


def test_reinstating_takes_the_limits_away(alice: User, mod: User) -> None:
    limit(mod, alice, "spam")
    check_may_begin(reinstate(mod, alice, "appeal upheld"))
