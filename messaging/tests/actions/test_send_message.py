from typing import Any
from uuid import uuid4

import pytest

from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message
from messaging.models import Message, Participant
from reelbyte import policy
from reelbyte.errors import Conflict, Refused


def test_it_numbers_from_one_without_gaps(talk: Any, alice: Any, bob: Any) -> None:
    sent = [send_message(talk, who, text=f"{n}", client_id=uuid4()).seq for n, who in enumerate([alice, bob, alice])]
    assert sent == [1, 2, 3]


def test_sent_again_it_is_the_same_message(talk: Any, alice: Any) -> None:
    client_id = uuid4()
    first = send_message(talk, alice, text="Hello", client_id=client_id)
    assert send_message(talk, alice, text="Hello", client_id=client_id) == first
    assert Message.objects.count() == 1


def test_the_id_of_a_message_elsewhere_is_refused(talk: Any, alice: Any, bob: Any) -> None:
    client_id = uuid4()
    send_message(talk, alice, text="Hello", client_id=client_id)
    elsewhere = open_conversation(people=[alice, bob], subject="gig:1", subject_label="A reel")
    with pytest.raises(Conflict):
        send_message(elsewhere, alice, text="Hello", client_id=client_id)


def test_two_people_may_use_one_id(talk: Any, alice: Any, bob: Any) -> None:
    client_id = uuid4()
    assert send_message(talk, alice, text="A", client_id=client_id) != send_message(
        talk, bob, text="B", client_id=client_id
    )


def test_it_is_unread_for_the_other_and_read_by_the_sender(talk: Any, alice: Any, bob: Any) -> None:
    send_message(talk, alice, text="Hello", client_id=uuid4())
    send_message(talk, alice, text="Still there?", client_id=uuid4())
    assert Participant.objects.get(user=bob).unread == 2
    assert Participant.objects.get(user=alice).unread == 0


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_nothing_cannot_be_sent(talk: Any, alice: Any, text: str) -> None:
    with pytest.raises(Refused):
        send_message(talk, alice, text=text, client_id=uuid4())


def test_too_much_is_refused_and_the_limit_is_not(talk: Any, alice: Any) -> None:
    send_message(talk, alice, text="x" * policy.MESSAGE_MAXIMUM_CHARACTERS, client_id=uuid4())
    with pytest.raises(Refused):
        send_message(talk, alice, text="x" * (policy.MESSAGE_MAXIMUM_CHARACTERS + 1), client_id=uuid4())


def test_the_suspended_are_refused_in_words(talk: Any, alice: Any, bob: Any) -> None:
    alice.status = "suspended"
    alice.save()
    with pytest.raises(Refused, match="Your account"):
        send_message(talk, alice, text="Hello", client_id=uuid4())
    with pytest.raises(Refused, match="This person"):
        send_message(talk, bob, text="Hello", client_id=uuid4())
