"""While one types, and what happens when it is sent."""

from typing import Any
from uuid import uuid4

from django.urls import reverse

from messaging import bonds
from messaging.models import HeldMessage, Message
from reelbyte import policy

MAIL = {"text": "Write to me: jo@studio.com"}


def test_it_says_what_it_looks_like_and_stops_nobody(login: Any, bob: Any, talk: Any, monkeypatch: Any) -> None:
    client = login(bob)
    url = reverse("messaging:contact-hint", args=[talk.public_id])
    assert "This looks like" not in client.post(url, {"text": "The budget is 12 000 €."}).content.decode()
    assert "This looks like an e-mail address." in client.post(url, MAIL).content.decode()
    send = reverse("messaging:message-create", args=[talk.public_id])
    for n in range(1, policy.CONTACT_HELD_FROM + 1):
        is_last = n == policy.CONTACT_HELD_FROM
        assert ("our staff will look" in client.post(url, MAIL).content.decode()) == is_last
        answer = client.post(send, MAIL | {"client_id": str(uuid4())}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert ("Held for review" in answer.content.decode()) == is_last
    assert (Message.objects.count(), HeldMessage.objects.count()) == (policy.CONTACT_HELD_FROM - 1, 1)
    assert "Held for review" in client.get(talk.get_absolute_url()).content.decode()
    monkeypatch.setattr(bonds, "_contracts", [lambda one, other: True])
    assert "This looks like" not in client.post(url, MAIL).content.decode()


def test_before_a_first_message_too(login: Any, alice: Any, dave: Any, carol: Any) -> None:
    url = reverse("messaging:first-contact-hint")
    client = login(carol)
    page = client.get(reverse("messaging:conversation-create"), {"to": dave.public_id}).content.decode()
    assert f"{url}?to={dave.public_id}" in page
    assert (
        "a link to somewhere else"
        in client.post(f"{url}?to={dave.public_id}", {"text": "See www.kitefilms.studio"}).content.decode()
    )
    assert client.post(f"{url}?to=x", MAIL).status_code == 404
