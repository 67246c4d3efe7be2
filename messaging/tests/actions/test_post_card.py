from typing import Any

import pytest

from messaging.actions.post_card import post_card, refresh_card
from messaging.models import Message, Participant


def test_it_takes_the_next_number_in_the_conversation(talk: Any, card: Any, say: Any, bob: Any) -> None:
    say(bob, "Hello")
    assert post_card(talk, "tests.card", ref="1", actor=bob).seq == 2


def test_the_same_event_is_told_once(talk: Any, card: Any, bob: Any) -> None:
    first = post_card(talk, "tests.card", ref="1", actor=bob)
    assert post_card(talk, "tests.card", ref="1", actor=bob) == first
    assert Message.objects.count() == 1


def test_it_is_news_to_the_other_and_not_to_who_caused_it(talk: Any, card: Any, alice: Any, bob: Any) -> None:
    post_card(talk, "tests.card", ref="1", actor=bob)
    assert Participant.objects.get(user=alice).unread == 1
    assert Participant.objects.get(user=bob).unread == 0


def test_what_stood_unread_before_stays_unread(talk: Any, card: Any, say: Any, alice: Any, bob: Any) -> None:
    say(alice, "Read this")
    post_card(talk, "tests.card", ref="1", actor=bob)
    assert Participant.objects.get(user=bob).unread == 2


def test_a_kind_that_nobody_registered_is_a_mistake(talk: Any) -> None:
    with pytest.raises(KeyError):
        post_card(talk, "tests.unknown", ref="1")


def test_refreshing_tells_open_pages(
    talk: Any, card: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    post_card(talk, "tests.card", ref="1")
    told: list = []
    monkeypatch.setattr("reelbyte.live.tell", lambda group, message: told.append((group, message)))
    with django_capture_on_commit_callbacks(execute=True):
        refresh_card(talk, "tests.card", ref="1")
        refresh_card(talk, "tests.card", ref="of another conversation")
    assert told == [(talk.group, {"type": "messages.changed"})]
