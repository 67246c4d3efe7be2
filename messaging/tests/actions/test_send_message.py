from typing import Any
from uuid import uuid4

import pytest

from accounts.actions.block import block
from messaging import broadcasts
from messaging.actions.mark_read import mark_read
from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message
from messaging.actions.store_attachment import store_attachment
from messaging.models import Message, Participant
from notifications.models import Notification
from reelbyte import clock, policy, presence
from reelbyte.errors import Conflict, Refused, TooMany


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


def test_only_who_has_blocked_is_told_of_the_block(talk: Any, alice: Any, bob: Any) -> None:
    block(bob, alice)
    with pytest.raises(Refused, match="This person cannot receive"):
        send_message(talk, alice, text="Hello", client_id=uuid4())
    with pytest.raises(Refused, match="You have blocked this person"):
        send_message(talk, bob, text="Hello", client_id=uuid4())


def test_a_flood_is_stopped(talk: Any, alice: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(policy, "MESSAGES_A_MINUTE", 2)
    with clock.at(clock.now().replace(second=30)):
        for _ in range(2):
            send_message(talk, alice, text="Hello", client_id=uuid4())
        with pytest.raises(TooMany):
            send_message(talk, alice, text="Hello", client_id=uuid4())


def test_a_resend_is_not_counted_as_a_flood(talk: Any, alice: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(policy, "MESSAGES_A_MINUTE", 1)
    client_id = uuid4()
    for _ in range(3):
        send_message(talk, alice, text="Hello", client_id=client_id)


def test_files_go_with_one_message_of_their_owner_only(talk: Any, alice: Any, bob: Any, picture: Any) -> None:
    kept = store_attachment(alice, picture())
    with pytest.raises(Conflict):
        send_message(talk, bob, text="Mine?", client_id=uuid4(), attachments=[kept])
    send_message(talk, alice, text="", client_id=uuid4(), attachments=[kept])
    with pytest.raises(Conflict):
        send_message(talk, alice, text="Again", client_id=uuid4(), attachments=[kept])
    assert Message.objects.count() == 1


def test_one_notification_until_they_read(talk: Any, alice: Any, bob: Any) -> None:
    for _ in range(3):
        send_message(talk, alice, text="Hello", client_id=uuid4())
    assert Notification.objects.filter(recipient=bob).count() == 1
    mark_read(talk, bob, 3)
    send_message(talk, alice, text="One more thing", client_id=uuid4())
    assert Notification.objects.filter(recipient=bob).count() == 2
    assert not Notification.objects.filter(recipient=alice).exists()


def test_who_is_looking_gets_no_notification(talk: Any, alice: Any, bob: Any) -> None:
    presence.arrive(broadcasts.watching(talk.pk, bob.pk), "a socket")
    send_message(talk, alice, text="Hello", client_id=uuid4())
    assert not Notification.objects.exists()
