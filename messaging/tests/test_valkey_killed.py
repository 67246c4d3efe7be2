"""Valkey is killed in the middle of a chat, on a real server: nothing is lost, sockets come back and catch up.

The Valkey of this test is its own: others use the run's.
"""

import json
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from django.conf import settings
from django.urls import reverse
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from messaging.models import Message
from messaging.tests.pages import ITEM, cookie_of
from notifications.sockets import COME_BACK
from reelbyte.engines import Home, binaries, valkey
from reelbyte.testing.processes import ROOT, wait_until, web

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CSRF = "a" * 32
WITHIN = 15  # seconds


@pytest.fixture
def own_valkey() -> Iterator[Any]:
    """A Valkey that may be killed, and started again on the same socket."""
    program = binaries.valkey(Home.for_checkout(ROOT, os.environ["REELBYTE_HOME"]).base)
    with tempfile.TemporaryDirectory(prefix="rb") as folder:
        place = Path(folder)
        server = valkey.server(program, place / "valkey.sock", place, place / "valkey.log", None)
        server.url = f"unix://{place / 'valkey.sock'}"  # type: ignore[attr-defined]
        server.start()
        yield server
        server.stop()


class Browser:
    """A signed-in person at a real server."""

    def __init__(self, url: str, client: Any, conversation: Any) -> None:
        self.url, self.conversation = url, conversation
        self.cookies = f"{cookie_of(client)}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        self.messages: list[int] = []
        self.since = 0

    def send(self, text: str) -> int:
        """Post a message; the status of the answer."""
        address = self.url + reverse("messaging:message-create", args=[self.conversation.public_id])
        headers = {"Cookie": self.cookies, "X-CSRFToken": CSRF, "Origin": self.url, "HX-Request": "true"}
        return requests.post(
            address, {"text": text, "client_id": str(uuid4())}, headers=headers, timeout=WITHIN
        ).status_code

    def open(self) -> ClientConnection:
        """A socket that has said what the page has."""
        address = f"{self.url.replace('http', 'ws', 1)}/ws/conversations/{self.conversation.public_id}/"
        socket = connect(
            address, origin=Origin(self.url), additional_headers={"Cookie": self.cookies}, open_timeout=WITHIN
        )
        socket.send(json.dumps({"type": "since", "seq": self.since}))
        return socket

    def comes_back(self) -> ClientConnection | None:
        """A socket, if the server can give one now, that stays for a first frame."""
        try:
            socket = self.open()
            self.take(socket)
        except (OSError, InvalidHandshake, ConnectionClosed, TimeoutError):
            return None
        return socket

    def take(self, socket: ClientConnection) -> None:
        frame = json.loads(socket.recv(timeout=WITHIN))
        self.messages += [int(found.group(1)) for found in ITEM.finditer(frame["content"])]
        self.since = max(self.since, frame.get("seq", 0))

    def read_until(self, socket: ClientConnection, number: int) -> None:
        while number not in self.messages:
            self.take(socket)


def test_nothing_is_lost_and_pages_catch_up(
    own_valkey: Any, login: Any, alice: Any, bob: Any, talk: Any, tmp_path: Path
) -> None:
    with web(tmp_path / "web.log", REDIS_URL=own_valkey.url) as url:
        hers, his = Browser(url, login(alice), talk), Browser(url, login(bob), talk)
        socket = hers.open()
        assert his.send("one") == 200
        hers.read_until(socket, 1)

        os.kill(own_valkey.pid, signal.SIGKILL)
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                hers.take(socket)
        assert closed.value.rcvd.code == COME_BACK
        assert his.send("two, while it is away") == 200
        assert hers.comes_back() is None

        own_valkey.stop()
        own_valkey.start()
        found: list[ClientConnection] = []
        wait_until(lambda: (back := hers.comes_back()) is not None and found.append(back) is None, "a socket again")
        hers.read_until(found[0], 2)
        assert his.send("three") == 200
        hers.read_until(found[0], 3)
        found[0].close()
        assert hers.messages == [1, 2, 3]
    assert list(Message.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]
