"""The list beside a conversation: its views, what is found in it, what that costs."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from messaging.actions.archive import archive
from messaging.actions.mark_read import mark_read
from messaging.actions.mute import mute
from messaging.actions.open_conversation import open_conversation
from messaging.actions.send_message import send_message

LIST = reverse("messaging:conversation-list")


def shown(client: Any, **asked: str) -> str:
    return client.get(LIST, asked).content.decode()


def test_a_word_is_found_where_it_begins_and_leads_to_its_message(
    login: Any, alice: Any, bob: Any, carol: Any, dave: Any, talk: Any, say: Any
) -> None:
    say(bob, "The ferry leaves the HARBOUR at six")
    say(bob, "and nothing else")
    others = open_conversation(people=[carol, dave], subject="direct", subject_label="")
    send_message(others, carol, text="Another harbour", client_id=uuid4())
    client = login(alice)
    html = shown(client, q="harb fer")
    assert "The <mark>fer</mark>ry leaves the <mark>HARB</mark>OUR at six" in html
    assert f"{talk.get_absolute_url()}?q=harb+fer&amp;at=1#msg-1" in html
    assert "Another harbour" not in html
    assert "Nothing found" in shown(client, q="arbour")
    page = client.get(f"{talk.get_absolute_url()}?q=harb&at=1").content.decode()
    assert "<mark>HARB</mark>" in page  # what was found stays beside the message
    assert 'id="msg-1"' in page


def test_people_and_subjects_are_found_too(login: Any, alice: Any, bob: Any, say: Any) -> None:
    about = open_conversation(people=[alice, bob], subject="gig:1", subject_label="A film of bicycles")
    send_message(about, bob, text="Hello", client_id=uuid4())
    html = shown(login(alice), q=f"bicy {bob.display_name[:3]}")
    assert "A film of <mark>bicy</mark>cles" in html
    assert f"<mark>{bob.display_name[:3]}</mark>" in html


@pytest.mark.parametrize("typed", ["***", "a(b", "\\m[", "%_", "<script>alert(1)</script>", "x" * 500, "\x00"])
def test_what_is_typed_is_taken_by_the_letter(login: Any, alice: Any, bob: Any, say: Any, typed: str) -> None:
    say(bob, "Price (in a(b) is %_ and ***")
    html = shown(login(alice), q=typed)
    assert "<script>alert" not in html
    assert ("Nothing found" in html) == (typed not in ("***", "a(b", "%_", "\x00"))


@pytest.mark.parametrize("size", [1, 15])
def test_a_search_costs_the_same_with_more(
    login: Any, alice: Any, bob: Any, monkeypatch: Any, size: int, django_assert_num_queries: Any
) -> None:
    for n in range(size):
        one = open_conversation(people=[alice, bob], subject=f"gig:{n}", subject_label="Ferry")
        send_message(one, bob, text="A ferry", client_id=uuid4())
    client = login(alice)
    shown(client, q="ferry")
    # The person, messages and the others in them, conversations and the others in them, the two counters of the frame.
    with django_assert_num_queries(7):
        shown(client, q="ferry")


def test_each_view_shows_its_own_and_htmx_gets_the_list_alone(login: Any, alice: Any, bob: Any, say: Any) -> None:
    made = {}
    for name in ("Read", "Waiting", "Away"):
        made[name] = open_conversation(people=[alice, bob], subject=name, subject_label=f"{name} talk")
        send_message(made[name], bob, text="Hello", client_id=uuid4())
    mark_read(made["Read"], alice, 1)
    archive(made["Away"], alice)
    mute(made["Waiting"], alice)
    client = login(alice)
    seen = {
        show: [name for name in made if f"{name} talk" in shown(client, show=show)]
        for show in ("all", "unread", "archived", "nonsense")
    }
    # What is unread is shown as unread wherever it is kept: it is counted, too.
    waiting = ["Read", "Waiting"]
    assert seen == {"all": waiting, "unread": ["Waiting", "Away"], "archived": ["Away"], "nonsense": waiting}
    part = client.get(LIST, {"show": "archived", "open": made["Read"].public_id}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert part["HX-Push-Url"] == f"{made['Read'].get_absolute_url()}?show=archived"
    assert "HX-Push-Url" not in client.get(LIST, {"q": "a"}, headers={"HX-Request": "true"})


def test_the_list_beside_a_strangers_conversation_is_not_there(login: Any, carol: Any, talk: Any) -> None:
    assert login(carol).get(LIST, {"open": talk.public_id}).status_code == 404
    assert login(carol).get(LIST, {"open": "x"}).status_code == 404
