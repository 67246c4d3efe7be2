"""Out of the way, until somebody else says something."""

from typing import Any

from messaging.actions.archive import archive, unarchive
from messaging.actions.post_card import post_card
from messaging.models import Participant


def is_archived(who: Any) -> bool:
    return Participant.objects.get(user=who).is_archived


def test_what_another_says_brings_it_back(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    say(bob, "Hello")
    assert archive(talk, alice)
    assert not archive(talk, alice)
    say(alice, "My own words leave it where it is")
    assert is_archived(alice)
    assert not is_archived(bob)
    say(bob, "And yours?")
    assert not is_archived(alice)


def test_so_does_what_the_product_tells(talk: Any, card: Any, alice: Any, bob: Any) -> None:
    for one in (alice, bob):
        archive(talk, one)
    post_card(talk, "tests.card", ref="1", actor=bob)
    assert [is_archived(one) for one in (alice, bob)] == [False, True]
    assert unarchive(talk, bob)
    assert not is_archived(bob)
