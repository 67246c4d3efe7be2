"""The pages of conversations: who may see them, what they show, what they cost."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.actions.block import block
from messaging import queries, subjects
from messaging.actions.open_conversation import open_conversation
from messaging.actions.post_card import post_card
from messaging.actions.send_message import send_message
from messaging.models import Conversation, Participant
from messaging.subjects import Subject

LIST = reverse("messaging:conversation-list")


def test_the_list_shows_mine_latest_first_with_what_is_unread(
    login: Any, alice: Any, bob: Any, carol: Any, say: Any
) -> None:
    say(bob, "From Bob")
    other = open_conversation(people=[alice, carol], subject="direct", subject_label="A shared film")
    send_message(other, carol, text="From Carol", client_id=uuid4())
    html = login(alice).get(LIST).content.decode()
    assert html.index("From Carol") < html.index("From Bob")
    assert "A shared film" in html
    assert "From Carol" not in login(bob).get(LIST).content.decode()


def test_nobody_has_written_yet(login: Any, alice: Any, talk: Any) -> None:
    assert "No conversations yet" in login(alice).get(LIST).content.decode()


def test_the_list_goes_on_by_keyset(login: Any, alice: Any, bob: Any, monkeypatch: Any) -> None:
    for n in range(25):
        conversation = open_conversation(people=[alice, bob], subject=f"gig:{n}", subject_label=f"Gig number {n:02}")
        send_message(conversation, bob, text="Hello", client_id=uuid4())
    cursor = queries.inbox(alice).next_cursor
    rest = login(alice).get(LIST, {"cursor": cursor}, headers={"HX-Request": "true"}).content.decode()
    assert [f"Gig number {n:02}" in rest for n in range(25)] == [True] * 5 + [False] * 20
    assert "<html" not in rest


@pytest.mark.parametrize("conversations", [1, 15])
def test_the_list_costs_the_same_with_more(
    login: Any, alice: Any, bob: Any, conversations: int, django_assert_num_queries: Any
) -> None:
    for n in range(conversations):
        conversation = open_conversation(people=[alice, bob], subject=f"gig:{n}", subject_label="Gig")
        send_message(conversation, bob, text="Hello", client_id=uuid4())
    client = login(alice)
    client.get(LIST)  # notes that she was seen
    # The person, rows, the others in them, the two counters of the frame. (The session is in the cache.)
    with django_assert_num_queries(5):
        client.get(LIST)


def test_to_open_it_is_to_read_it(login: Any, alice: Any, bob: Any, talk: Any, say: Any) -> None:
    say(bob, "Hello")
    html = login(alice).get(talk.get_absolute_url()).content.decode()
    assert "Hello" in html
    assert Participant.objects.get(user=alice).unread == 0
    assert "Seen by" in login(bob).get(talk.get_absolute_url()).content.decode()


def test_a_stranger_finds_nothing(login: Any, carol: Any, mod: Any, talk: Any) -> None:
    for person in (carol, mod):
        for name in ("conversation-detail", "message-list"):
            assert login(person).get(reverse(f"messaging:{name}", args=[talk.public_id])).status_code == 404


def test_anonymous_people_are_asked_to_sign_in(client: Any, talk: Any) -> None:
    for url in (LIST, talk.get_absolute_url(), reverse("messaging:conversation-create")):
        assert client.get(url).status_code == 302


@pytest.mark.parametrize("size", [3, 30])
def test_a_thread_full_of_cards_costs_the_same(
    login: Any, alice: Any, bob: Any, talk: Any, say: Any, card: Any, size: int, django_assert_num_queries: Any
) -> None:
    for n in range(size):
        post_card(talk, "tests.card", ref=str(n), context={"title": "It happened"})
        say(bob, "Look")
    client = login(alice)
    client.get(talk.get_absolute_url())  # reads
    card.clear()
    # The person, access, seats with people, messages, files, blocks, list and its people, two counters.
    with django_assert_num_queries(10):
        client.get(talk.get_absolute_url())
    assert len(card) == 1


def test_older_messages_come_by_number(login: Any, alice: Any, bob: Any, talk: Any, say: Any) -> None:
    for n in range(1, queries.PAGE + 6):
        say(bob, f"number {n:02}.")
    client = login(alice)
    page = client.get(talk.get_absolute_url()).content.decode()
    assert "number 06." in page
    assert "number 05." not in page
    older = client.get(
        reverse("messaging:message-list", args=[talk.public_id]), {"before": 6}, headers={"HX-Request": "true"}
    ).content.decode()
    assert [f"number {n:02}." in older for n in range(1, 8)] == [True] * 5 + [False] * 2
    assert "Older messages" not in older
    without_script = client.get(talk.get_absolute_url(), {"before": 6}).content.decode()
    assert "number 05." in without_script


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "", "²"])
def test_a_number_somebody_edited_is_not_an_error(
    login: Any, alice: Any, bob: Any, talk: Any, say: Any, before: str
) -> None:
    say(bob, "Hello")
    assert "Hello" in login(alice).get(talk.get_absolute_url(), {"before": before}).content.decode()


def test_what_people_write_is_shown_and_not_run(login: Any, alice: Any, bob: Any, talk: Any, say: Any) -> None:
    say(bob, "<script>alert(1)</script><img src=x onerror=alert(1)> <hx-partial hx-target='body'>")
    say(bob, 'http://example.com/"onmouseover="alert(1) javascript:alert(1)')
    html = login(alice).get(talk.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<hx-partial hx-target='body'" not in html
    assert 'onmouseover="alert' not in html
    assert 'href="javascript:' not in html


def test_who_was_blocked_sees_why_they_cannot_write(login: Any, alice: Any, bob: Any, talk: Any, say: Any) -> None:
    say(bob, "Hello")
    block(bob, alice)
    html = login(alice).get(talk.get_absolute_url()).content.decode()
    assert "cannot receive messages" in html
    assert "data-composer" not in html


class TestBeginning:
    url = reverse("messaging:conversation-create")

    def address(self, person: Any, about: str = "") -> str:
        return f"{self.url}?to={person.public_id}&about={about}"

    def test_the_first_message_opens_the_conversation(self, login: Any, alice: Any, bob: Any) -> None:
        client = login(bob)
        assert "Write to Alice" in client.get(self.address(alice)).content.decode()
        answer = client.post(self.address(alice), {"text": "Are you free in May?", "client_id": str(uuid4())})
        conversation = Conversation.objects.get()
        assert answer["Location"] == conversation.get_absolute_url()
        assert conversation.last_message.text == "Are you free in May?"

    def test_where_they_have_talked_it_goes_on(self, login: Any, alice: Any, bob: Any, talk: Any, say: Any) -> None:
        say(alice, "Hello")
        assert login(bob).get(self.address(alice))["Location"] == talk.get_absolute_url()

    def test_the_subject_comes_from_its_app(self, login: Any, alice: Any, bob: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(subjects, "_finders", {})
        subjects.register(
            "gig", lambda ref, viewer: Subject("A teaser", "/gigs/a-teaser/", alice) if ref == "a" else None
        )
        client = login(bob)
        client.post(self.address(alice, "gig:a"), {"text": "Hello", "client_id": str(uuid4())})
        conversation = Conversation.objects.get()
        assert (conversation.subject_label, conversation.url) == ("A teaser", "/gigs/a-teaser/")
        assert client.get(self.address(alice, "gig:gone")).status_code == 404
        assert client.get(self.address(alice, "made:up")).status_code == 404

    def test_a_subject_of_somebody_else_is_refused(
        self, login: Any, alice: Any, bob: Any, carol: Any, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(subjects, "_finders", {})
        subjects.register("gig", lambda ref, viewer: Subject("A teaser", "/", alice))
        assert login(bob).get(self.address(carol, "gig:a")).status_code == 404

    def test_nothing_written_opens_nothing_and_keeps_the_form(self, login: Any, alice: Any, bob: Any) -> None:
        answer = login(bob).post(self.address(alice), {"text": "  ", "client_id": str(uuid4())})
        assert answer.status_code == 422
        assert not Conversation.objects.exists()

    def test_people_one_cannot_see_cannot_be_written_to(self, login: Any, alice: Any, bob: Any) -> None:
        block(alice, bob)
        assert login(bob).get(self.address(alice)).status_code == 404
        assert login(bob).get(self.address(bob)).status_code == 404
        assert login(bob).get(self.url, {"to": "nobody"}).status_code == 404


def test_one_blocks_and_unblocks_from_the_conversation(login: Any, alice: Any, bob: Any, talk: Any, say: Any) -> None:
    say(bob, "Hello")
    browser, url = login(alice), talk.get_absolute_url()
    here, there = f"/people/{bob.public_id}/block/", f"/people/{bob.public_id}/unblock/"
    page = browser.get(url).content.decode()
    assert here in page
    assert there not in page
    page = browser.post(here, {"next": url}, follow=True).content.decode()
    assert "You have blocked this person" in page
    assert there in page
    assert here not in page
    page = browser.post(there, {"next": url}, follow=True).content.decode()
    assert "You have blocked this person" not in page


def test_who_is_limited_goes_on_talking_and_begins_nothing(
    login: Any, alice: Any, bob: Any, carol: Any, talk: Any, say: Any
) -> None:
    alice.status = "limited"
    alice.save()
    say(alice, "Still about the cut")
    answer = login(alice).post(
        f"{reverse('messaging:conversation-create')}?to={carol.public_id}", {"text": "Hi", "client_id": str(uuid4())}
    )
    assert answer.status_code == 422
    assert "limited at the moment" in answer.content.decode()
