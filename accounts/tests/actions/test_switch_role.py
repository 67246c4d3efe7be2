"""Hats."""

import pytest

from accounts.actions.switch_role import add_role, switch_role
from accounts.models import User
from reelbyte.errors import Refused
from reelbyte.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_a_person_with_both_roles_switches(alice: User) -> None:
    add_role(alice, "client")
    assert (alice.roles, alice.active_role) == ("both", "client")
    switch_role(alice, "creator")
    alice.refresh_from_db()
    assert alice.acts_as_creator


def test_a_role_one_does_not_have_is_refused(alice: User) -> None:
    with pytest.raises(Refused):
        switch_role(alice, "client")
    with pytest.raises(Refused):
        add_role(alice, "admin")
    alice.refresh_from_db()
    assert (alice.roles, alice.active_role) == ("creator", "creator")


def test_adding_it_twice_is_adding_it_once(alice: User) -> None:
    add_role(alice, "client")
    add_role(alice, "client")
    assert AuditEntry.objects.filter(action="accounts.role_added").count() == 1
