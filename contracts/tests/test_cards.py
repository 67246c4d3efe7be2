"""What the chat tells of a contract, and the sentences everything is told with."""

from typing import Any

import pytest

from contracts import cards, events, wording
from contracts.actions.request_cancellation import request_cancellation
from contracts.models import ContractEvent, Milestone
from contracts.tests.conftest import ask_for_changes, hand_over, take
from contracts.transitions import MOVES
from messaging.models import Message
from notifications import registry
from payments import demo

pytestmark = pytest.mark.django_db


def told(milestone: Milestone) -> list[str]:
    messages = Message.objects.filter(conversation=milestone.contract.conversation).order_by("seq")
    return [message.card_kind.removeprefix("contracts.") for message in messages]


def test_the_chat_tells_the_whole_story(submitted: Milestone, bob: Any) -> None:
    ask_for_changes(submitted)
    hand_over(submitted, note="Brighter now")
    request_cancellation(bob, submitted, reason="Changed plans")
    take(submitted, version=2)
    demo.settle()
    assert told(submitted) == [
        "order",
        "fund",
        "brief_answered",
        "deliver",
        "request_changes",
        "deliver",
        "cancellation_requested",
        "settle_release",
    ]


def test_cards_are_loaded_at_once(submitted: Milestone, django_assert_num_queries: Any) -> None:
    ask_for_changes(submitted)
    hand_over(submitted, note="Brighter now")
    take(submitted, version=2)
    demo.settle()
    refs = [str(event.public_id) for event in ContractEvent.objects.all()]
    with django_assert_num_queries(2):
        loaded = cards.load(refs)
        words = {(event.kind, event.words) for event in loaded.values()}  # type: ignore[attr-defined]
    assert ("deliver", "Brighter now") in words
    assert ("request_changes", "Brighter at 0:03") in words
    assert ("settle_release", "€270 for the creator, €30 fee.") in words


def test_a_card_is_read_in_the_chat(submitted: Milestone, login: Any, alice: Any) -> None:
    html = login(alice).get(submitted.contract.conversation.get_absolute_url()).content.decode()
    assert "Alice Moreau delivered version 1." in html
    assert "?version=1" in html


def test_every_move_has_a_sentence() -> None:
    later = {"agree", "dispute", "resolve", "settle_resolution"}
    assert set(MOVES) - later <= set(wording._LINES)


def test_every_kind_that_is_told_is_registered() -> None:
    for kind in events.TITLES:
        event = registry.event(f"contracts.{kind}")
        assert event.essential
        assert kind in wording._LINES
    assert set(cards.KINDS) <= set(wording._LINES)


def test_silence_is_told_as_such(submitted: Milestone) -> None:
    event = ContractEvent(contract=submitted.contract, kind="approve", data={"version": 1})
    assert wording.line(event) == "Version 1 counts as accepted: it was not answered in time."
