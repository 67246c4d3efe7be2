from typing import Any

import pytest

from messaging.actions.open_conversation import open_conversation
from messaging.models import Conversation
from reelbyte.errors import Refused


def test_it_gives_everybody_a_seat(talk: Any, alice: Any, bob: Any) -> None:
    assert {seat.user for seat in talk.participants.all()} == {alice, bob}


def test_the_same_people_and_subject_are_one_conversation(talk: Any, alice: Any, bob: Any) -> None:
    again = open_conversation(people=[bob, alice], subject="direct", subject_label="")
    assert again == talk
    assert Conversation.objects.count() == 1


def test_another_subject_is_another_conversation(talk: Any, alice: Any, bob: Any) -> None:
    assert open_conversation(people=[bob, alice], subject="gig:1", subject_label="A reel") != talk


def test_the_label_follows_the_latest_caller(alice: Any, bob: Any) -> None:
    open_conversation(people=[alice, bob], subject="gig:1", subject_label="Old name")
    again = open_conversation(people=[alice, bob], subject="gig:1", subject_label="New name", url="/gigs/a/")
    again.refresh_from_db()
    assert (again.subject_label, again.url) == ("New name", "/gigs/a/")


def test_nobody_talks_to_themselves(alice: Any) -> None:
    with pytest.raises(Refused):
        open_conversation(people=[alice, alice], subject="direct", subject_label="")
