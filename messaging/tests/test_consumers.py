"""The socket of a conversation: who is let in, every frame there is, and what makes it close."""

import asyncio
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from channels.layers import get_channel_layer
from django.test import Client

from accounts.actions.block import block
from accounts.actions.suspend import suspend
from messaging import consumers, queries
from messaging.actions.delete_message import delete_message
from messaging.actions.edit_message import edit_message
from messaging.actions.mark_read import mark_read
from messaging.actions.post_card import post_card, refresh_card
from messaging.models import Participant
from messaging.tests.pages import Page, at_once, run
from notifications.sockets import CLOSED_FOR_GOOD, COME_BACK
from reelbyte import live, policy, presence

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(login: Any, talk: Any) -> Any:
    """`page(alice)`: she has the conversation open."""
    return lambda person, **more: Page(login(person), talk, **more)


ELSEWHERE = [
    "",
    "null",
    "https://evil.example",
    "http://localhost",
    "http://localhost:9999",
    "https://localhost:8000",
    "http://localhost:8000/",
    "http://LOCALHOST:8000.evil.example",
    "http://localhost:8000.evil.example",
    "http://evil.example/http://localhost:8000",
]


class TestWhoIsLetIn:
    def test_a_stranger_is_not(self, login: Any, talk: Any, carol: Any, mod: Any) -> None:
        pages = [Page(client, talk) for client in (login(carol), login(mod), Client())]

        async def scene() -> None:
            for page in pages:
                assert not await page.connect()

        run(scene)

    def test_a_page_of_another_site_is_not_even_with_the_cookie(self, login: Any, talk: Any, alice: Any) -> None:
        client = login(alice)

        async def scene() -> None:
            for origin in ELSEWHERE:
                assert not await Page(client, talk, origin=origin).connect(), origin
            assert await Page(client, talk).connect()

        run(scene)

    def test_a_conversation_that_is_not_there(self, login: Any, alice: Any, talk: Any) -> None:
        page = Page(login(alice), talk)
        page.path = page.path.replace(str(talk.public_id), "00000000-0000-7000-8000-000000000000")

        async def scene() -> None:
            assert not await page.connect()

        run(scene)


class TestMessages:
    def test_nothing_is_sent_before_the_page_says_what_it_has(self, page: Any, say: Any, alice: Any, bob: Any) -> None:
        say(bob, "Hello")
        hers = page(alice)

        async def scene() -> None:
            await hers.connect(catch_up=False)
            assert await hers.quiet()
            await hers.say(type="since", seq=0)
            await hers.has(1)

        run(scene)

    def test_what_was_missed_and_what_comes(self, page: Any, say: Any, alice: Any, bob: Any) -> None:
        for n in range(queries.PAGE * 2 + 5):
            say(bob, f"number {n}")
        hers = page(alice, since=3)

        async def scene() -> None:
            await hers.connect()
            await hers.has(4, queries.PAGE * 2 + 5)
            await at_once(say, bob, "And now")
            await hers.has(queries.PAGE * 2 + 6)
            assert sorted(hers.messages) == list(range(4, queries.PAGE * 2 + 7))
            assert not hers.repeated

        run(scene)

    def test_each_side_sees_its_own_side(self, page: Any, say: Any, alice: Any, bob: Any) -> None:
        hers, his = page(alice), page(bob)

        async def scene() -> None:
            await hers.connect()
            await his.connect()
            await at_once(say, bob, "Hello")
            await hers.has(1)
            await his.has(1)

        run(scene)
        assert "bubble--mine" in his.messages[1]
        assert "data-client" in his.messages[1]
        assert "bubble--mine" not in hers.messages[1]
        assert "data-client" not in hers.messages[1]

    def test_times_are_the_viewers(self, page: Any, say: Any, alice: Any, bob: Any) -> None:
        alice.timezone = "Asia/Tokyo"
        alice.save()
        hers = page(alice)
        sent = say(bob, "Hello")

        async def scene() -> None:
            await hers.connect()
            await hers.has(1)

        run(scene)
        assert f">{sent.created_at.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M}<" in hers.messages[1]

    def test_a_number_from_the_future_is_brought_back(self, page: Any, say: Any, alice: Any, bob: Any) -> None:
        say(bob, "Hello")
        hers = page(alice, since=2**63 - 1)

        async def scene() -> None:
            await hers.connect()
            await hers.take()
            await at_once(say, bob, "Still there")
            await hers.has(2)

        run(scene)

    def test_a_card_that_changed_is_drawn_again_in_its_place(self, page: Any, talk: Any, card: Any, alice: Any) -> None:
        post_card(talk, "tests.card", ref="1", context={"title": "It happened"})
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            await hers.has(1)
            await at_once(refresh_card, talk, "tests.card", ref="1")
            await hers.until(lambda: hers.repeated == [1])

        run(scene)

    def test_what_changed_while_a_page_was_away_is_drawn_again(
        self, page: Any, talk: Any, say: Any, card: Any, alice: Any, bob: Any
    ) -> None:
        post_card(talk, "tests.card", ref="1", context={"title": "It happened"})
        kept, edited, deleted = (say(bob, f"first words {n}") for n in range(3))
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            await hers.has(4)
            await hers.cut()
            await at_once(refresh_card, talk, "tests.card", ref="1")
            await at_once(edit_message, edited, bob, text="second words")
            await at_once(delete_message, deleted, bob)
            await at_once(say, alice, "From another page", answers=edited.seq)
            await hers.connect()
            await hers.has(5)
            assert sorted(hers.repeated) == [1, edited.seq, deleted.seq]
            # While it is there, what changes comes at once, and once.
            hers.repeated.clear()
            await at_once(edit_message, edited, bob, text="third words")
            await hers.until(lambda: hers.repeated != [])
            assert await hers.quiet()

        run(scene)
        assert "third words" in hers.messages[edited.seq]
        assert "edited" in hers.messages[edited.seq]
        assert "third words" in hers.messages[5]  # which quotes it
        assert sorted(hers.repeated) == [edited.seq, 5]
        assert "This message was deleted" in hers.messages[deleted.seq]
        assert "first words 2" not in hers.messages[deleted.seq]
        assert "first words 0" in hers.messages[kept.seq]

    def test_more_changes_than_a_frame_holds(self, page: Any, talk: Any, card: Any, alice: Any) -> None:
        many = queries.PAGE + 5
        for n in range(many):
            post_card(talk, "tests.card", ref=str(n), context={"title": "It happened"})
        for n in range(many):
            refresh_card(talk, "tests.card", ref=str(n))
        hers = page(alice, since=many)

        async def scene() -> None:
            await hers.connect()
            await hers.until(lambda: len(hers.messages) == many)
            assert not hers.repeated

        run(scene)

    def test_pushes_to_a_persons_pages_are_left_to_the_pages_other_socket(self, page: Any, alice: Any) -> None:
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            await at_once(live.tell, f"person.{alice.pk}", {"type": "fragment", "html": "<p>twice</p>"})
            await at_once(live.tell, f"person.{alice.pk}", {"type": "draw", "what": "x", "about": {}})
            assert all("twice" not in frame for frame in hers.other)

        run(scene)


NOBODY_TYPES = '<hx-partial hx-target="#typing" hx-swap="innerHTML"></hx-partial>'


class TestTyping:
    def test_it_is_seen_by_the_other_and_ends(self, page: Any, alice: Any, bob: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(consumers, "TYPING_SHOWN", 0.05)
        hers, his = page(alice), page(bob)

        async def scene() -> None:
            await hers.connect()
            await his.connect()
            await his.say(type="typing")
            await hers.until(lambda: any("Bob is typing" in frame for frame in hers.other))
            await hers.until(
                lambda: hers.other[-1] == '<hx-partial hx-target="#typing" hx-swap="innerHTML"></hx-partial>'
            )
            assert not any("typing" in frame and "Bob" in frame for frame in his.other)

        run(scene)

    def test_it_is_announced_once_in_a_while_only(self, page: Any, alice: Any, bob: Any) -> None:
        hers, his = page(alice), page(bob)

        async def scene() -> None:
            await hers.connect()
            await his.connect()
            for _ in range(5):
                await his.say(type="typing")
            await hers.until(lambda: any("Bob is typing" in frame for frame in hers.other))
            assert await hers.quiet()

        run(scene)


class TestReading:
    def test_it_is_kept_and_shown_to_the_other(self, page: Any, say: Any, talk: Any, alice: Any, bob: Any) -> None:
        say(alice, "Hello")
        hers, his = page(alice), page(bob)

        async def scene() -> None:
            await hers.connect()
            await his.connect()
            await his.say(type="read", seq=1)
            await hers.until(lambda: any("Seen by Bob" in frame for frame in hers.other))

        run(scene)
        assert Participant.objects.get(user=bob).unread == 0

    def test_of_what_is_not_written_nothing_is_read(self, page: Any, say: Any, alice: Any, bob: Any) -> None:
        say(alice, "Hello")
        his = page(bob)

        async def scene() -> None:
            await his.connect()
            await his.say(type="read", seq=2**63 - 1)
            await his.has(1)
            await his.cut()

        run(scene)
        assert Participant.objects.get(user=bob).last_read_seq == 1


class TestPresence:
    def test_one_sees_the_other_come_and_go(self, page: Any, alice: Any, bob: Any) -> None:
        hers, his = page(alice), page(bob)

        async def scene() -> None:
            await hers.connect()
            await hers.until(lambda: any("#presence" in frame for frame in hers.other))
            assert "Online" not in hers.other[-1]
            await his.connect()
            await hers.until(lambda: "Online" in hers.other[-1])
            await his.cut()
            await hers.until(lambda: "Online" not in hers.other[-1])

        run(scene)

    def test_between_people_who_blocked_each_other_nobody_is_there(self, page: Any, alice: Any, bob: Any) -> None:
        block(alice, bob)
        hers, his = page(alice), page(bob)

        async def scene() -> None:
            await hers.connect()
            await his.connect()
            await his.take()
            assert "Online" not in his.other[-1]

        run(scene)


NONSENSE = [
    "",
    "null",
    "[]",
    '"since"',
    "12",
    "{",
    "{}",
    '{"type": "unknown"}',
    '{"type": ["since"], "seq": 1}',
    '{"type": "since"}',
    '{"type": "since", "seq": "1"}',
    '{"type": "since", "seq": -1}',
    '{"type": "since", "seq": 1.5}',
    '{"type": "since", "seq": true}',
    '{"type": "since", "seq": 9223372036854775808}',
    '{"type": "since", "n": 1}',
    '{"type": "read"}',
    '{"type": "read", "seq": null}',
    '{"type": "ack"}',
    '{"type": "ack", "seq": 1}',
    '{"type": "messages.look", "seq": 1}',
    '{"type": "typing", "filler": "' + "x" * 1_100 + '"}',
    "[" * 900,
]


class TestClosing:
    def test_what_is_not_a_frame(self, page: Any, alice: Any) -> None:
        hers = page(alice)

        async def scene() -> None:
            for text in NONSENSE:
                await hers.connect()
                await hers.socket.send_input({"type": "websocket.receive", "text": text})
                assert await hers.closed() == consumers.NOT_UNDERSTOOD, text

        run(scene)

    def test_bytes(self, page: Any, alice: Any) -> None:
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            await hers.socket.send_to(bytes_data=b'{"type": "typing"}')
            assert await hers.closed() == consumers.NOT_UNDERSTOOD

        run(scene)

    def test_a_flood(self, page: Any, alice: Any) -> None:
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            for _ in range(policy.SOCKET_FRAMES_BURST + 20):
                await hers.say(type="ack", n=0)
            assert await hers.closed() == CLOSED_FOR_GOOD

        run(scene)

    def test_who_lost_their_seat_hears_nothing_more(self, page: Any, say: Any, alice: Any, bob: Any) -> None:
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            await hers.take()
            await at_once(Participant.objects.filter(user=alice).delete)
            await at_once(say, bob, "Not for Alice")
            assert await hers.closed() == CLOSED_FOR_GOOD
            assert not hers.messages

        run(scene)

    def test_who_lost_their_seat_is_let_go_at_the_next_beat(self, page: Any, alice: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(presence, "BEAT", timedelta(seconds=0.05))
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            await at_once(Participant.objects.filter(user=alice).delete)
            assert await hers.closed() == CLOSED_FOR_GOOD

        run(scene)

    def test_the_suspended(self, page: Any, alice: Any, mod: Any) -> None:
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            await at_once(suspend, mod, alice, "Spam")
            assert await hers.closed() == CLOSED_FOR_GOOD
            assert not await hers.connect()

        run(scene)

    def test_a_layer_that_missed_something(self, page: Any, alice: Any) -> None:
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            get_channel_layer()._get_layer().lost()
            assert await hers.closed() == COME_BACK

        run(scene)


class TestSlowReaders:
    def test_no_more_is_sent_than_they_take(self, page: Any, say: Any, alice: Any, bob: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(policy, "SOCKET_WINDOW_BYTES", 8_000)
        for n in range(queries.PAGE * 3):
            say(bob, f"number {n} " + "x" * 100)
        hers = page(alice)
        hers.acknowledges = False

        async def scene() -> None:
            await hers.connect()
            taken = (await hers.take())["n"]
            while not await hers.quiet():
                taken = (await hers.take())["n"]
            assert 0 < len(hers.messages) < queries.PAGE * 3
            hers.acknowledges = True
            await hers.say(type="ack", n=taken)
            await hers.has(queries.PAGE * 3)
            assert sorted(hers.messages) == list(range(1, queries.PAGE * 3 + 1))
            assert not hers.repeated

        run(scene)

    def test_who_takes_nothing_is_let_go(self, page: Any, say: Any, alice: Any, bob: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(presence, "BEAT", timedelta(seconds=0.05))
        monkeypatch.setattr(policy, "SOCKET_STALLED", timedelta(seconds=0.2))
        say(bob, "Hello")
        hers = page(alice)
        hers.acknowledges = False

        async def scene() -> None:
            await hers.connect()
            assert await hers.closed() == COME_BACK

        run(scene)

    def test_who_acknowledges_what_was_not_sent_gains_nothing(self, page: Any, say: Any, alice: Any, bob: Any) -> None:
        hers = page(alice)

        async def scene() -> None:
            await hers.connect()
            await hers.say(type="ack", n=10**9)
            await at_once(say, bob, "Hello")
            await hers.has(1)

        run(scene)


def test_two_pages_of_one_person_agree(page: Any, say: Any, talk: Any, alice: Any, bob: Any) -> None:
    desk, phone = page(alice), page(alice)

    async def scene() -> None:
        await asyncio.gather(desk.connect(), phone.connect())
        await at_once(say, alice, "From the desk")
        await asyncio.gather(desk.has(1), phone.has(1))
        await at_once(mark_read, talk, bob, 1)
        await phone.until(lambda: any("Seen by Bob" in frame for frame in phone.other))

    run(scene)
