"""Every WebSocket: who may open it, from which page, and nothing is left undeclared."""

import asyncio
from typing import Any

import pytest
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from accounts.actions.block import block
from accounts.models import User
from conftest import make_person
from messaging.actions.open_conversation import open_conversation
from messaging.models import Conversation
from reelbyte import live
from reelbyte.asgi import application
from reelbyte.testing import matrix as roles

pytestmark = pytest.mark.django_db(transaction=True)

# Route -> who may open it. The conversation is Alice's and Bob's.
TABLE = {
    "ws/me/": roles.MEMBERS,
    "ws/conversations/<uuid:public_id>/": frozenset({roles.OWNER, roles.COUNTERPARTY}),
}
ROUTES = {str(route.pattern): route for route in live.websocket_urlpatterns()}


@pytest.fixture
def people(alice: User, bob: User, carol: User, dave: User) -> dict[str, User | None]:
    """Somebody for every role, each able to sign in but the suspended one."""
    found: dict[str, User | None] = {
        roles.ANONYMOUS: None,
        roles.OWNER: alice,
        roles.COUNTERPARTY: bob,
        roles.STRANGE_CREATOR: carol,
        roles.STRANGE_CLIENT: dave,
        roles.BLOCKED: make_person("erin@example.com", "Erin Novak", "both"),
        roles.SUSPENDED: make_person("frank@example.com", "Frank Silva", "both"),
    }
    for role in roles.STAFF:
        found[role] = make_person(f"{role}@example.com", role.title(), "client", is_staff=True)
    block(alice, found[roles.BLOCKED])
    return found


@pytest.fixture
def talk(alice: User, bob: User) -> Conversation:
    return open_conversation(people=[alice, bob], subject="tests", subject_label="Tests")


def test_every_route_is_declared() -> None:
    assert set(ROUTES) == set(TABLE)


@pytest.mark.parametrize("route", TABLE)
def test_as_declared(route: str, people: dict[str, User | None], talk: Conversation, login: Any) -> None:
    path = "/" + route.replace("<uuid:public_id>", str(talk.public_id))
    browsers = {role: None if person is None else login(person) for role, person in people.items()}
    User.objects.filter(pk=people[roles.SUSPENDED].pk).update(status=User.Status.SUSPENDED)  # type: ignore[union-attr]
    assert set(people) == roles.ANYBODY
    opened = asyncio.run(who_may(path, browsers, settings.SITE_URL))
    assert opened == TABLE[route]
    assert asyncio.run(who_may(path, browsers, "https://evil.example")) == frozenset()


async def who_may(path: str, browsers: dict[str, Client | None], origin: str) -> frozenset[str]:
    """The roles whose handshake is accepted, asked from a page of `origin`."""
    return frozenset([role for role, browser in browsers.items() if await opens(path, browser, origin)])


async def opens(path: str, browser: Client | None, origin: str) -> bool:
    headers = [(b"origin", origin.encode()), (b"host", b"localhost:8000")]
    if browser is not None:
        headers.append((b"cookie", f"sessionid={browser.cookies['sessionid'].value}".encode()))
    socket = WebsocketCommunicator(application, path, headers=headers)
    accepted, _code = await socket.connect(timeout=10)
    if accepted:
        await socket.disconnect()
    return bool(accepted)


def test_a_route_that_lets_everybody_in_is_noticed(people: dict[str, User | None], login: Any) -> None:
    """The negative control: a wrong table is found out."""
    browsers = {role: None if person is None else login(person) for role, person in people.items()}
    assert asyncio.run(who_may("/ws/me/", browsers, settings.SITE_URL)) != roles.ANYBODY
