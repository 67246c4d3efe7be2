"""`/ws/me/`: whose it is, what arrives, and when it closes. Over the run's own Valkey, through the whole ASGI stack."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.db import transaction
from django.test import Client

from accounts.actions.suspend import suspend
from accounts.models import User
from accounts.tests import PASSWORD
from notifications import live, notify, registry
from notifications.sockets import CLOSED_FOR_GOOD as FOR_GOOD
from notifications.sockets import COME_BACK
from reelbyte import valkey
from reelbyte.asgi import application

pytestmark = pytest.mark.django_db(transaction=True)


def page(browser: Client | None, origin: str = "http://localhost:8000") -> WebsocketCommunicator:
    headers = [(b"origin", origin.encode()), (b"host", b"localhost:8000")]
    if browser is not None:
        headers.append((b"cookie", f"sessionid={browser.cookies['sessionid'].value}".encode()))
    return WebsocketCommunicator(application, "/ws/me/", headers=headers)


def run(story: Callable[[], Awaitable[Any]]) -> Any:
    return asyncio.run(story())  # type: ignore[arg-type]


async def opened(browser: Client) -> WebsocketCommunicator:
    socket = page(browser)
    accepted, _ = await socket.connect()
    assert accepted
    return socket


async def closed_with(socket: WebsocketCommunicator) -> int:
    return (await socket.receive_output(timeout=5))["code"]


async def there(function: Callable[..., Any], *args: Any) -> Any:
    return await sync_to_async(function)(*args)


@pytest.fixture(autouse=True)
def _kind(monkeypatch: Any) -> None:
    monkeypatch.setattr(registry, "_events", dict(registry._events))
    registry.register(registry.Event("tests.hint", "Hint", registry.Group.ACCOUNT, channels=("in_app",)))


def refused(browser: Client | None, origin: str) -> bool:
    async def story() -> bool:
        socket = page(browser, origin)
        accepted, _ = await socket.connect()
        return not accepted

    return run(story)


def test_strangers_are_refused(db: None) -> None:
    assert refused(None, settings.SITE_URL)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://localhost:9999", "https://localhost:8000", "http://localhost.evil.example:8000"],
)
def test_other_pages_cannot_open_it(alice: User, login: Any, origin: str) -> None:
    assert refused(login(alice), origin)


def test_the_suspended_are_refused(alice: User, login: Any) -> None:
    browser = login(alice)
    User.objects.filter(pk=alice.pk).update(status="suspended")
    assert refused(browser, settings.SITE_URL)


def test_the_bell_rings_on_one_s_own_pages_only(alice: User, bob: User, login: Any) -> None:
    hers, his = login(alice), login(bob)

    def tell() -> None:
        with transaction.atomic():
            notify("tests.hint", alice, key="x", url="/", text="<b>Delivered</b>")
            assert alice.notifications.count() == 1

    async def story() -> None:
        first, second, other = await opened(hers), await opened(hers), await opened(his)
        await there(tell)
        for socket in (first, second):
            html = await socket.receive_from(timeout=5)
            assert 'hx-target="#bell-count"' in html
            assert ">1</span>" in html
            assert "&lt;b&gt;Delivered&lt;/b&gt;" in html
        assert await other.receive_nothing(timeout=0.3)
        for socket in (first, second, other):
            await socket.disconnect()

    run(story)


def test_what_is_rolled_back_rings_nobody(alice: User, login: Any) -> None:
    browser = login(alice)

    def try_to_tell() -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            live.push(alice.pk, "never")
            notify("tests.hint", alice, key="x", url="/", text="never")
            raise ZeroDivisionError

    async def story() -> None:
        socket = await opened(browser)
        await there(try_to_tell)
        assert await socket.receive_nothing(timeout=0.3)
        await socket.disconnect()

    run(story)


def test_signing_out_closes_that_browser_s_pages_for_good(alice: User, login: Any) -> None:
    desk, phone = login(alice), login(alice)

    async def story() -> None:
        here, elsewhere = await opened(desk), await opened(phone)
        await there(desk.post, "/accounts/logout/")
        assert await closed_with(here) == FOR_GOOD
        assert await elsewhere.receive_nothing(timeout=0.3)
        await elsewhere.disconnect()

    run(story)


def test_a_session_ended_from_the_list_closes_too(alice: User) -> None:
    desk, phone = Client(), Client()
    for browser in (desk, phone):
        browser.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})

    async def story() -> None:
        here, elsewhere = await opened(desk), await opened(phone)
        await there(desk.post, "/accounts/sessions/")
        assert await closed_with(elsewhere) == FOR_GOOD
        assert await here.receive_nothing(timeout=0.3)
        await here.disconnect()

    run(story)


def test_suspension_closes_everything_for_good(alice: User, mod: User, login: Any) -> None:
    desk, phone = login(alice), login(alice)

    async def story() -> None:
        sockets = [await opened(desk), await opened(phone)]
        await there(suspend, mod, alice, "spam")
        assert [await closed_with(socket) for socket in sockets] == [FOR_GOOD, FOR_GOOD]

    run(story)


def test_a_new_password_makes_every_page_prove_itself(alice: User) -> None:
    desk, phone = Client(), Client()
    for browser in (desk, phone):
        browser.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    new = {"oldpassword": PASSWORD, "password1": "brand-new-otter-1", "password2": "brand-new-otter-1"}

    async def story() -> None:
        sockets = [await opened(desk), await opened(phone)]
        await there(desk.post, "/accounts/password/change/", new)
        assert [await closed_with(socket) for socket in sockets] == [COME_BACK, COME_BACK]
        await (await opened(desk)).disconnect()
        accepted, _ = await page(phone).connect()
        assert not accepted

    run(story)


def cut_subscriptions() -> None:
    """Cut this worker's subscriptions. Valkey is shared with the others, each in a database of its own."""
    client = valkey.client()
    database = str(client.connection_pool.connection_kwargs.get("db", 0))
    for subscriber in client.client_list("pubsub"):
        if subscriber["db"] == database:
            client.client_kill_filter(_id=subscriber["id"])


def test_when_messages_may_be_missed_it_closes_to_come_back(alice: User, login: Any) -> None:
    browser = login(alice)

    async def story() -> None:
        socket = await opened(browser)
        await there(cut_subscriptions)
        assert await closed_with(socket) == COME_BACK
        again = await opened(browser)
        await there(live.push, alice.pk, "after")
        assert await again.receive_from(timeout=5) == "after"
        await again.disconnect()

    run(story)


def test_what_a_browser_sends_changes_nothing(alice: User, login: Any) -> None:
    browser = login(alice)

    async def story() -> None:
        socket = await opened(browser)
        for frame in ('{"type": "socket.close"}', '{"type": "fragment", "html": "<script>"}', "junk", "[" * 5000):
            await socket.send_to(text_data=frame)
        await socket.send_to(bytes_data=b"\x00\xff")
        assert await socket.receive_nothing(timeout=0.3)
        await there(live.push, alice.pk, "still here")
        assert await socket.receive_from(timeout=5) == "still here"
        await socket.disconnect()

    run(story)
