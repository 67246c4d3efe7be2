"""Joining: works as a plain form, proves the address, tells nobody who is a member already."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings

from accounts.models import User
from reelbyte import outbox, policy
from reelbyte.models import OutboxMessage

pytestmark = pytest.mark.django_db
EVE = {
    "email": "Eve@Example.com",
    "name": "Eve Park",
    "role": "creator",
    "password1": "unlikely-otter-77",
    "terms": "on",
}


def sign_up(browser: Client, **changes: str) -> Any:
    return browser.post("/accounts/signup/", {**EVE, **changes})


def code_sent_to(address: str) -> str:
    outbox.drain()
    (message,) = [message for message in mail.outbox if message.to == [address]]
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$", str(message.body), re.MULTILINE)
    assert found, message.body
    return found.group(1)


def test_the_whole_way_in(client: Client) -> None:
    answer = sign_up(client, next="/settings/")
    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session
    answer = client.post(answer["Location"], {"code": code_sent_to("eve@example.com"), "next": "/settings/"})
    assert (answer.status_code, answer["Location"]) == (302, "/settings/")
    assert f"It works for {policy.EMAIL_CODE_MINUTES} minutes" in str(mail.outbox[0].body)
    eve = User.objects.get(email="eve@example.com")
    assert (eve.name, eve.roles, eve.active_role) == ("Eve Park", "creator", "creator")
    assert client.session["_auth_user_id"] == str(eve.pk)
    assert eve.password.startswith("argon2")


def test_without_a_next_it_leads_to_the_checklist(client: Client) -> None:
    answer = sign_up(client)
    answer = client.post(answer["Location"], {"code": code_sent_to("eve@example.com")})
    assert answer["Location"] == "/welcome/"
    assert client.get("/welcome/").status_code == 200


@pytest.mark.parametrize("role", ["client", "creator", "both"])
def test_every_role(client: Client, role: str) -> None:
    sign_up(client, role=role)
    assert User.objects.get(email="eve@example.com").roles == role


def test_a_mistake_keeps_what_was_typed(client: Client) -> None:
    answer = sign_up(client, password1="short")
    html = answer.content.decode()
    assert 'value="Eve Park"' in html
    assert 'value="Eve@Example.com"' in html or 'value="eve@example.com"' in html
    assert re.search(r'value="creator"[^>]*checked', html)
    assert "short" not in html.replace("too short", "")
    assert not User.objects.exists()


def test_no_more_is_taken_than_asked_for(client: Client) -> None:
    sign_up(client, is_staff="on", is_superuser="1", status="banned", roles="both", role="client")
    eve = User.objects.get()
    assert not eve.is_staff
    assert not eve.is_superuser
    assert (eve.status, eve.roles) == ("active", "client")
    assert sign_up(Client(), email="x@example.com", role="admin").status_code == 200
    assert User.objects.count() == 1


def test_a_member_signing_up_again_looks_the_same_from_outside(client: Client, alice: User) -> None:
    known, unknown = Client(), Client()
    first = sign_up(known, email=alice.email)
    second = sign_up(unknown)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    pages = [browser.get(first["Location"]).content.decode() for browser in (known, unknown)]
    strip = [re.sub(r"value=\"[^\"]{20,}\"|X-CSRFToken[^}]*", "", page) for page in pages]
    assert strip[0].replace(alice.email, "ADDRESS") == strip[1].replace("eve@example.com", "ADDRESS")
    outbox.drain()
    (told,) = [message for message in mail.outbox if message.to == [alice.email]]
    assert told.subject == "You already have an account"
    alice.refresh_from_db()
    assert alice.name == "Alice Moreau"


def test_a_wrong_code_opens_nothing_and_soon_ends(client: Client) -> None:
    page = sign_up(client)["Location"]
    for _ in range(4):
        client.post(page, {"code": "WRONG-1"})
    assert "_auth_user_id" not in client.session
    outbox.drain()
    client.post(page, {"code": code_sent_to("eve@example.com")})
    assert "_auth_user_id" not in client.session


def test_a_mail_server_that_is_away_does_not_fail_it(client: Client) -> None:
    assert sign_up(client).status_code == 302
    assert mail.outbox == []
    assert OutboxMessage.objects.filter(topic="accounts.email", status="pending").count() == 1


def test_a_sent_mail_is_forgotten(client: Client) -> None:
    sign_up(client)
    outbox.drain()
    assert OutboxMessage.objects.get(topic="accounts.email").payload == {}


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"])
def test_next_never_leads_elsewhere(client: Client, url: str) -> None:
    page = sign_up(client, next=url)["Location"]
    answer = client.post(page, {"code": code_sent_to("eve@example.com"), "next": url})
    assert answer["Location"] == "/welcome/"


@override_settings(ACCOUNT_RATE_LIMITS={"signup": "2/m/ip"})
def test_sign_ups_are_limited_whatever_a_proxy_header_claims(client: Client) -> None:
    answers = [
        client.post(
            "/accounts/signup/", {**EVE, "email": f"e{n}@example.com"}, headers={"x-forwarded-for": f"10.0.0.{n}"}
        )
        for n in range(3)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Too many takes" in answers[-1].content.decode()
