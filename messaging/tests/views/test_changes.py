"""Editing, deleting and answering as pages do it: with script, and without."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from messaging.actions.delete_message import delete_message
from messaging.actions.store_attachment import store_attachment
from messaging.models import Message
from reelbyte import clock, policy

HX = {"HX-Request": "true"}


def url(talk: Any, name: str, seq: int = 1) -> str:
    return reverse(f"messaging:{name}", args=[talk.public_id, seq])


def test_edited_in_its_place(login: Any, alice: Any, talk: Any, say: Any) -> None:
    say(alice, "Tuesday <b>")
    browser = login(alice)
    form = browser.get(url(talk, "message-edit"), headers=HX).content.decode()
    assert 'hx-target="#msg-1" hx-swap="outerHTML"' in form
    assert "Tuesday &lt;b&gt;</textarea>" in form
    answer = browser.post(url(talk, "message-edit"), {"text": "Wednesday"}, headers=HX).content.decode()
    assert "Wednesday" in answer
    assert "edited" in answer
    assert "<textarea" not in answer
    # Thought better of it: the bubble again.
    assert "Wednesday" in browser.get(url(talk, "message-detail"), headers=HX).content.decode()


def test_deleted_after_a_question(login: Any, alice: Any, bob: Any, talk: Any, say: Any, picture: Any) -> None:
    message = say(alice, "Something rash", attachments=[store_attachment(alice, picture())])
    file = message.attachments.get()
    browser = login(alice)
    assert browser.get(file.get_absolute_url()).status_code == 200
    question = browser.get(url(talk, "message-deletion"), headers=HX).content.decode()
    assert "Something rash" in question
    assert "<html" not in question
    answer = browser.post(url(talk, "message-deletion"), headers=HX)
    assert answer["HX-Trigger"] == "close-dialog"
    assert "This message was deleted" in answer.content.decode()
    theirs = login(bob)
    page = theirs.get(talk.get_absolute_url()).content.decode()
    assert "This message was deleted" in page
    assert "Something rash" not in page
    assert theirs.get(file.get_absolute_url()).status_code == theirs.get(file.preview_url).status_code == 404
    assert "Message deleted" in theirs.get(reverse("messaging:conversation-list")).content.decode()


def test_without_script_each_has_its_page(login: Any, alice: Any, talk: Any, say: Any) -> None:
    say(alice, "Tuesday")
    browser = login(alice)
    assert "Tuesday</textarea>" in browser.get(url(talk, "message-edit")).content.decode()
    back = f"{talk.get_absolute_url()}?at=1#msg-1"
    assert browser.post(url(talk, "message-edit"), {"text": "Wednesday"})["Location"] == back
    assert "Wednesday" in browser.get(url(talk, "message-deletion")).content.decode()
    assert browser.get(url(talk, "message-detail"))["Location"] == back
    assert browser.post(url(talk, "message-deletion"))["Location"] == back
    assert "This message was deleted" in browser.get(back).content.decode()


@pytest.mark.parametrize("name", ["message-edit", "message-deletion"])
def test_nobody_elses_and_not_for_ever(
    login: Any, alice: Any, bob: Any, carol: Any, talk: Any, say: Any, name: str
) -> None:
    say(alice, "Hello")
    for person in (bob, carol):
        assert login(person).get(url(talk, name)).status_code == 404
        assert login(person).post(url(talk, name), {"text": "Mine"}).status_code == 404
    with clock.after(policy.MESSAGE_EDIT * 2):
        browser = login(alice)
        assert browser.get(url(talk, name)).status_code == 422
        assert browser.post(url(talk, name), {"text": "Late"}).status_code == 422
        assert url(talk, name) not in browser.get(talk.get_absolute_url()).content.decode()
    assert Message.objects.get().text == "Hello"
    assert login(alice).get(url(talk, name, 2**70)).status_code == 404


def test_an_answer_shows_what_it_answers_and_leads_there(
    login: Any, alice: Any, bob: Any, talk: Any, say: Any, django_assert_num_queries: Any
) -> None:
    original = say(alice, "Is <i>Tuesday</i> good?")
    for n in range(60):
        say(bob, f"line {n}")
    browser = login(bob)
    bar = browser.get(url(talk, "reply-new"), headers=HX).content.decode()
    assert 'name="answers" value="1"' in bar
    assert "Is &lt;i&gt;Tuesday" in bar
    page = browser.get(browser.get(url(talk, "reply-new"))["Location"]).content.decode()
    assert 'name="answers" value="1"' in page
    send = reverse("messaging:message-create", args=[talk.public_id])
    sent = browser.post(send, {"text": "It is", "client_id": uuid4(), "answers": "1"}, headers=HX).content.decode()
    assert "Is &lt;i&gt;Tuesday" in sent
    assert f'href="{url(talk, "message-detail")}"' in sent
    there = browser.get(browser.get(url(talk, "message-detail"))["Location"]).content.decode()
    assert 'id="msg-1"' in there
    delete_message(original, alice)
    # One more than without: what is quoted.
    with django_assert_num_queries(11):
        page = browser.get(talk.get_absolute_url()).content.decode()
    assert "Tuesday" not in page
    assert "This message was deleted" in page
    for wrong in ("0", "-1", "x", str(2**70), "1", "1000"):
        data = {"text": "Hm", "client_id": uuid4(), "answers": wrong}
        assert browser.post(send, data, headers=HX).status_code == 422, wrong
    assert browser.get(url(talk, "reply-new"), headers=HX).status_code == 422
