"""What a person typed: sent, and from the third contact offered to strangers on, held."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from messaging import bonds, queries
from messaging.actions.edit_message import edit_message
from messaging.actions.open_conversation import open_conversation
from messaging.actions.prune_attachments import prune_attachments
from messaging.actions.store_attachment import store_attachment
from messaging.actions.submit_message import submit_message
from messaging.models import ContactFlag, Conversation, HeldMessage, Message
from notifications.models import Notification
from reelbyte import clock, policy
from reelbyte.errors import Refused

MAIL = "Write to me: jo@studio.com"


@pytest.fixture
def offer(alice: Any, bob: Any, carol: Any) -> Any:
    """`offer(3)`: Bob offers his address to two people in turn, as often."""
    talks = [open_conversation(people=[bob, other], subject="direct", subject_label="") for other in (alice, carol)]

    def offered(times: int) -> list[Message | HeldMessage]:
        return [submit_message(talks[n % 2], bob, text=MAIL, client_id=uuid4()) for n in range(times)]

    return offered


def test_the_third_within_a_week_is_held_and_nobody_else_knows_of_it(offer: Any, alice: Any, bob: Any) -> None:
    first, second, third = offer(policy.CONTACT_HELD_FROM)
    assert [type(one) for one in (first, second, third)] == [Message, Message, HeldMessage]
    hers = Conversation.objects.get(pk=first.conversation_id)
    assert hers.last_seq == 1
    assert queries.unread(alice.pk) == 1
    assert not queries.thread(alice, hers).held
    assert [one.text for one in queries.thread(bob, hers).held] == [MAIL]
    assert Notification.objects.filter(recipient=alice).count() == 1
    # What is nothing of the kind still goes through.
    assert isinstance(submit_message(hers, bob, text="Shall we begin?", client_id=uuid4()), Message)


def test_submitted_again_it_is_what_it_was(offer: Any, talk: Any, bob: Any) -> None:
    offer(2)
    key = uuid4()
    held = submit_message(talk, bob, text=MAIL, client_id=key)
    assert submit_message(talk, bob, text=MAIL, client_id=key) == held
    assert ContactFlag.objects.count() == 3
    assert HeldMessage.objects.count() == 1


def test_what_is_older_than_a_week_counts_no_more(offer: Any) -> None:
    with clock.at(clock.now() - policy.CONTACT_WINDOW - timedelta(minutes=1)):
        offer(2)
    assert isinstance(offer(1)[0], Message)


def test_people_with_a_contract_are_no_strangers(offer: Any, talk: Any, bob: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(bonds, "_contracts", [lambda one, other: True])
    assert all(isinstance(one, Message) for one in offer(5))
    assert not ContactFlag.objects.exists()


def test_it_cannot_be_put_in_afterwards_instead(offer: Any, talk: Any, bob: Any) -> None:
    plain = submit_message(talk, bob, text="Hello", client_id=uuid4())
    offer(2)
    with pytest.raises(Refused):
        edit_message(plain, bob, text=f"Hello. {MAIL}")
    assert edit_message(plain, bob, text="Hello!").text == "Hello!"


def test_its_files_wait_with_it(offer: Any, talk: Any, bob: Any, picture: Any) -> None:
    offer(2)
    file = store_attachment(bob, picture())
    held = submit_message(talk, bob, text=MAIL, client_id=uuid4(), attachments=[file])
    with clock.at(clock.now() + policy.ATTACHMENT_UNSENT_KEPT + timedelta(minutes=1)):
        assert prune_attachments() == 0
    assert list(held.files.all()) == [file]


def test_a_first_message_that_is_held_is_in_its_writers_list_alone(login: Any, offer: Any, bob: Any, dave: Any) -> None:
    offer(2)
    begun = open_conversation(people=[bob, dave], subject="direct", subject_label="")
    submit_message(begun, bob, text=MAIL, client_id=uuid4())
    assert [row.line for row in queries.inbox(bob).items if row.conversation_id == begun.pk] == ["Held for review"]
    assert not queries.inbox(dave).items
