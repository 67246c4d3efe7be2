"""Many people at the same moment: one order, no gap. And a look at what happens without the lock."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import QuerySet

from messaging import numbering
from messaging.actions.open_conversation import open_conversation
from messaging.actions.post_card import post_card
from messaging.actions.send_message import send_message
from messaging.models import Conversation, Message
from reelbyte import policy
from reelbyte.testing.races import race

pytestmark = pytest.mark.django_db(transaction=True)

SENDERS = 8
EACH = 5


@pytest.fixture(autouse=True)
def _as_often_as_we_like(monkeypatch: Any) -> None:
    monkeypatch.setattr(policy, "MESSAGES_A_MINUTE", 10_000)


def senders(talk: Any, alice: Any, bob: Any) -> list[Callable[[], Any]]:
    def job(who: Any) -> Callable[[], Any]:
        return lambda: [send_message(talk, who, text="Hello", client_id=uuid4()).seq for _ in range(EACH)]

    return [job((alice, bob)[n % 2]) for n in range(SENDERS)]


def test_eight_senders_make_one_order_without_gaps(talk: Any, alice: Any, bob: Any) -> None:
    results = race(*senders(talk, alice, bob))
    given = sorted(number for numbers in results for number in numbers)
    assert given == list(range(1, SENDERS * EACH + 1))
    # In the order in which they were committed: each sender's own come in the order they sent them.
    assert all(numbers == sorted(numbers) for numbers in results)
    talk.refresh_from_db()
    assert talk.last_seq == SENDERS * EACH
    assert talk.last_message.seq == SENDERS * EACH


def test_without_the_lock_they_take_the_same_numbers(talk: Any, alice: Any, bob: Any, monkeypatch: Any) -> None:
    meeting = threading.Barrier(2)
    append = numbering.append

    def late(conversation: Conversation, **fields: Any) -> Message:
        meeting.wait(10)  # both have read the last number
        return append(conversation, **fields)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)
    monkeypatch.setattr(numbering, "append", late)
    results = race(
        lambda: send_message(talk, alice, text="A", client_id=uuid4()),
        lambda: send_message(talk, bob, text="B", client_id=uuid4()),
    )
    # The database refuses the second: with the lock off, somebody's message is lost.
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Message"]
    assert Message.objects.count() == 1


def test_one_client_id_from_eight_sides_is_one_message(talk: Any, alice: Any) -> None:
    client_id: UUID = uuid4()
    results = race(*[lambda: send_message(talk, alice, text="Hello", client_id=client_id)] * SENDERS)
    assert len({result.pk for result in results}) == 1
    assert Message.objects.count() == 1


def test_one_event_told_from_eight_sides_is_one_card(talk: Any, card: Any) -> None:
    results = race(*[lambda: post_card(talk, "tests.card", ref="1")] * SENDERS)
    assert len({result.pk for result in results}) == 1
    assert Message.objects.count() == 1


def test_people_brought_together_from_eight_sides_have_one_conversation(alice: Any, bob: Any) -> None:
    people = [[alice, bob], [bob, alice]]
    results = race(
        *[
            lambda n=n: open_conversation(people=people[n % 2], subject="gig:1", subject_label="A reel")
            for n in range(SENDERS)
        ]
    )
    assert len({result.pk for result in results}) == 1
    assert results[0].participants.count() == 2
