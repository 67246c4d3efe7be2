"""Sending: by htmx, by a plain form, twice, and by those who may not."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.actions.block import block
from messaging.models import Attachment, Message
from reelbyte import policy

HX = {"HX-Request": "true"}


@pytest.fixture
def url(talk: Any) -> str:
    return reverse("messaging:message-create", args=[talk.public_id])


def test_htmx_gets_ones_own_bubble_in_its_place(login: Any, alice: Any, url: str) -> None:
    client_id = uuid4()
    html = login(alice).post(url, {"text": "Hello", "client_id": client_id}, headers=HX).content.decode()
    assert 'id="msg-1"' in html
    assert f'data-client="{client_id}"' in html
    assert 'hx-swap="upsert key:data-seq"' in html
    assert "<html" not in html


def test_without_script_it_comes_back_to_the_page_it_was_sent_from(login: Any, alice: Any, talk: Any, url: str) -> None:
    client = login(alice)
    answer = client.post(url, {"text": "Hello", "client_id": uuid4()})
    assert answer["Location"] == talk.get_absolute_url()
    answer = client.post(url, {"text": "Hello", "client_id": uuid4(), "next": "/contracts/1/"})
    assert answer["Location"] == "/contracts/1/"
    answer = client.post(url, {"text": "Hello", "client_id": uuid4(), "next": "https://elsewhere.example/"})
    assert answer["Location"] == talk.get_absolute_url()


def test_sent_twice_it_is_one_message(login: Any, alice: Any, url: str) -> None:
    client = login(alice)
    data = {"text": "Hello", "client_id": uuid4()}
    first, second = (client.post(url, data, headers=HX).content for _ in range(2))
    assert first == second
    assert Message.objects.count() == 1


def test_others_do_not_learn_the_client_id(login: Any, alice: Any, bob: Any, talk: Any, url: str) -> None:
    client_id = uuid4()
    login(alice).post(url, {"text": "Hello", "client_id": client_id})
    assert str(client_id) not in login(bob).get(talk.get_absolute_url()).content.decode()


@pytest.mark.parametrize("client_id", ["", "1", "x" * 36])
def test_without_a_client_id_nothing_is_sent(login: Any, alice: Any, url: str, client_id: str) -> None:
    assert login(alice).post(url, {"text": "Hello", "client_id": client_id}, headers=HX).status_code == 422
    assert not Message.objects.exists()


def test_a_stranger_sends_nothing(login: Any, carol: Any, mod: Any, client: Any, url: str) -> None:
    data = {"text": "Hello", "client_id": uuid4()}
    assert login(carol).post(url, data).status_code == 404
    assert login(mod).post(url, data).status_code == 404
    assert client.post(url, data).status_code == 302
    assert not Message.objects.exists()


def test_fields_nobody_asked_for_change_nothing(login: Any, alice: Any, bob: Any, url: str) -> None:
    data = {"text": "Hello", "client_id": uuid4(), "sender": bob.pk, "seq": 99, "kind": "card", "card_kind": "x"}
    login(alice).post(url, data)
    message = Message.objects.get()
    assert (message.sender, message.seq, message.kind, message.card_kind) == (alice, 1, "text", "")


def test_refusals_are_told_and_leave_no_file(login: Any, alice: Any, bob: Any, url: str, picture: Any) -> None:
    block(bob, alice)
    answer = login(alice).post(url, {"text": "Hello", "client_id": uuid4(), "files": [picture()]}, headers=HX)
    assert answer.status_code == 422
    assert "cannot receive" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_files_go_with_it(login: Any, alice: Any, url: str, picture: Any) -> None:
    answer = login(alice).post(url, {"client_id": uuid4(), "files": [picture(), picture(name="b.png")]}, headers=HX)
    attachments = Attachment.objects.filter(message=Message.objects.get())
    assert attachments.count() == 2
    assert all(one.preview_url in answer.content.decode() for one in attachments)


def test_too_many_files_are_refused(login: Any, alice: Any, url: str, picture: Any) -> None:
    files = [picture() for _ in range(policy.ATTACHMENTS_A_MESSAGE + 1)]
    assert login(alice).post(url, {"client_id": uuid4(), "files": files}, headers=HX).status_code == 422
    assert not Message.objects.exists()


def test_to_look_at_the_address_sends_nothing(login: Any, alice: Any, url: str) -> None:
    assert login(alice).get(url).status_code == 405
