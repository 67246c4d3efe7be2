"""Choices: the narrowest counts, and what is essential is not chosen."""

import pytest

from accounts.models import User
from notifications import registry
from notifications.actions.choose import choose, switch
from notifications.preferences import Choices, choices_of
from notifications.registry import Event, Group
from notifications.tests.conftest import DELIVERED, HINT, OFFERED


def test_the_narrowest_choice_counts() -> None:
    event = Event("tests.any", "Any", Group.MARKET, channels=("in_app", "email"), defaults=("in_app",))
    for made, in_app, email in (
        ({}, True, False),
        ({("@all", "email"): True}, True, True),
        ({("@all", "email"): True, ("@market", "email"): False}, True, False),
        ({("@market", "email"): False, ("tests.any", "email"): True}, True, True),
        ({("@money", "in_app"): False, ("tests.other", "in_app"): False}, True, False),
        ({("@all", "push"): True, ("@all", "in_app"): False}, False, False),
    ):
        choices = Choices(made)
        assert choices.wants(event, "in_app") == in_app, made
        assert choices.wants(event, "email") == email, made
        assert not choices.wants(event, "push"), made


@pytest.mark.django_db
def test_the_table_and_the_switches_agree(alice: User) -> None:
    choose(alice, {(OFFERED, "email")})
    wants = choices_of(alice).wants
    assert wants(registry.event(OFFERED), "email")
    assert not wants(registry.event(OFFERED), "in_app")
    assert not wants(registry.event(HINT), "in_app")
    assert all(wants(registry.event(DELIVERED), channel) for channel in registry.CHANNELS)
    # A wider and newer word replaces the narrower.
    switch(alice, "@market", "email", is_on=False)
    switch(alice, "@all", "in_app", is_on=True)
    wants = choices_of(alice).wants
    assert not wants(registry.event(OFFERED), "email")
    assert wants(registry.event(OFFERED), "in_app")
    assert wants(registry.event(HINT), "in_app")
    # A kind that is added later is in the group that was switched off.
    assert not wants(Event("tests.new", "New", Group.MARKET), "email")
