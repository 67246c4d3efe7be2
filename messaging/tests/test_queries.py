"""What a thread and a list say beside the messages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from messaging import frames, queries
from messaging.actions.mark_read import mark_read
from messaging.actions.post_card import post_card
from messaging.models import Message, Participant
from reelbyte import clock


def test_a_day_is_named_once_and_by_the_viewers_zone(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    noon = clock.now().replace(hour=12)
    for back in (9, 1, 1, 0):
        with clock.at(noon - timedelta(days=back)):
            say(alice, "Hello")
    with clock.at(noon):
        shown = queries.thread(bob, talk)
        assert [message.day for message in shown.messages][1:] == ["Yesterday", "", "Today"]
        with timezone.override("Pacific/Kiritimati"):  # 14 hours ahead: it is tomorrow there
            assert queries.thread(bob, talk).messages[-1].day == "Today"


def test_the_day_is_not_named_again_where_a_page_begins(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    for _ in range(queries.PAGE + 2):
        say(alice, "Hello")
    newest = queries.thread(bob, talk)
    assert newest.messages[0].day == ""
    oldest = queries.thread(bob, talk, before=newest.older)
    assert oldest.messages[0].day == "Today"
    assert oldest.older is None


def test_messages_of_one_breath_follow_on(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    start = clock.now().replace(hour=12)
    for who, after in ((alice, 0), (alice, 1), (bob, 2), (bob, 9)):
        with clock.at(start + timedelta(minutes=after)):
            say(who, "Hello")
    assert [message.follows for message in queries.thread(bob, talk).messages] == [False, True, False, False]


def test_where_the_unread_begin(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    for _ in range(3):
        say(alice, "Hello")
    mark_read(talk, bob, 2)
    marked = [getattr(message, "first_unread", False) for message in queries.thread(bob, talk).messages]
    assert marked == [False, False, True]


@pytest.mark.parametrize(
    ("text", "line"), [("Hello\n\n  there", "Hello there"), ("x" * 200, "x" * queries.SNIPPET + "…")]
)
def test_the_last_message_in_a_line(talk: Any, say: Any, alice: Any, bob: Any, text: str, line: str) -> None:
    say(alice, text)
    assert queries.inbox(bob).items[0].line == line
    assert queries.inbox(alice).items[0].line == f"You: {line}"


def test_a_card_in_a_line(talk: Any, card: Any, bob: Any) -> None:
    post_card(talk, "tests.card", ref="1")
    assert queries.inbox(bob).items[0].line == "A card"


def test_a_card_of_a_kind_that_is_no_more_still_says_what_it_said(talk: Any, bob: Any) -> None:
    Message.objects.create(
        conversation=talk, seq=1, kind="card", card_kind="gone.kind", card_ref="1", context={"title": "It happened"}
    )
    shown = queries.thread(bob, talk)
    assert "It happened" in frames.bubbles(shown, shown.messages)


def test_the_counter_and_the_row_of_open_pages(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    say(alice, "First")
    say(alice, "Second")
    html = frames.inbox(bob, {"conversation": talk.pk})
    assert '<span class="count" id="inbox-count">2</span>' in html
    assert f"#talk-{talk.public_id}" in html
    assert "Second" in html
    assert queries.unread(alice.pk) == 0


def test_somebody_elses_row_is_not_drawn(talk: Any, say: Any, alice: Any, carol: Any) -> None:
    say(alice, "Hello")
    assert "Hello" not in frames.inbox(carol, {"conversation": talk.pk})


def test_the_partners_clock_is_shown_where_it_differs(talk: Any, say: Any, alice: Any, bob: Any) -> None:
    say(alice, "Hello")
    assert queries.thread(bob, talk).local_time == ""
    alice.timezone = "Asia/Tokyo"
    alice.save()
    assert queries.thread(bob, talk).local_time


def test_who_has_no_seat_gets_no_thread(talk: Any, carol: Any) -> None:
    assert queries.thread(carol, talk) is None
    assert not Participant.objects.filter(user=carol).exists()
