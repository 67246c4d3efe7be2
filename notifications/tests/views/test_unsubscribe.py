"""The link at the end of an optional mail."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from notifications import notify, registry, unsubscribing
from notifications.preferences import choices_of
from notifications.tests.conftest import DELIVERED, OFFERED
from reelbyte import outbox

pytestmark = pytest.mark.django_db


def wants(person: User, kind: str = OFFERED) -> bool:
    return choices_of(person).wants(registry.event(kind), "email")


@pytest.fixture
def link(bob: User) -> str:
    """As it stands in the header of a mail to Bob."""
    notify(OFFERED, bob, key="1", url="/x/", text="An offer.")
    outbox.drain()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(r"<http://localhost:8000(/unsubscribe/.+/)>", headers["List-Unsubscribe"])
    assert found
    assert found.group(1) in mail.outbox[0].body
    return found.group(1)


def test_the_mail_program_s_button_needs_one_post(bob: User, link: str) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not wants(bob)
    assert wants(bob, "gigs.approved")


def test_looking_at_it_changes_nothing(bob: User, client: Client, link: str) -> None:
    html = client.get(link).content.decode()
    assert "Only mail like “An offer”" in html
    assert bob.email not in html
    assert client.head(link).status_code in (200, 405)
    assert wants(bob)


def test_more_can_be_chosen_and_taken_back(bob: User, client: Client, link: str) -> None:
    client.post(link, {"about": "@all"})
    assert not wants(bob, "gigs.approved")
    assert wants(bob, DELIVERED)
    client.post(link, {"about": "@all", "undo": "1"})
    assert wants(bob, "gigs.approved")
    # Not what the link is not about.
    client.post(link, {"about": "@money"})
    assert not wants(bob)


def test_a_link_that_is_not_ours_is_not_there(bob: User, client: Client, link: str) -> None:
    token = link.removeprefix("/unsubscribe/").removesuffix("/")
    forged = [
        f"/unsubscribe/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}/",
        "/unsubscribe/x/",
        unsubscribing.link(bob, DELIVERED).removeprefix("http://localhost:8000"),
        unsubscribing.link(bob, "tests.gone").removeprefix("http://localhost:8000"),
    ]
    for url in forged:
        assert client.get(url).status_code == 404, url
        assert client.post(url).status_code == 404, url
    bob.delete()
    assert client.get(link).status_code == 404


def test_it_needs_no_account_s_session(bob: User, alice: User, login: Any, link: str) -> None:
    login(alice).post(link)
    assert not wants(bob)
    assert wants(alice)
