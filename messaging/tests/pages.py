"""A page with a conversation open, as far as its socket goes: what hx-ws.js and chat.js do, in Python.

It keeps the list of messages on the page by number, says after each connect what it has, acknowledges, and counts
what arrived twice.
"""

import asyncio
import json
import re
from collections.abc import Callable, Coroutine
from typing import Any

from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

ITEM = re.compile(r'<li class="thread__item[^>]*? data-seq="(\d+)".*?(?=<li class="thread__item|</hx-partial>)', re.S)
WITHIN = 20.0  # seconds for what must happen, on a busy machine too
QUIET = 0.15  # seconds in which nothing must happen


def run(scene: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Play an asynchronous scene to its end."""
    asyncio.run(scene())


def cookie_of(client: Client) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


class Page:
    """One open page. `messages` maps numbers to their HTML."""

    def __init__(self, client: Client, conversation: Any, *, since: int = 0, origin: str | None = None) -> None:
        self.path = f"/ws/conversations/{conversation.public_id}/"
        self.headers = [(b"host", b"localhost"), (b"cookie", cookie_of(client).encode())] if client.cookies else []
        if origin != "":
            self.headers.append((b"origin", (origin or settings.SITE_URL).encode()))
        self.messages: dict[int, str] = {}
        self.repeated: list[int] = []
        self.since = since
        self.other: list[str] = []  # frames without messages
        self.acknowledges = True
        self.socket: WebsocketCommunicator | None = None

    async def connect(self, *, catch_up: bool = True) -> bool:
        """Whether the socket was let in."""
        from reelbyte.asgi import application

        self.socket = WebsocketCommunicator(application, self.path, self.headers)
        accepted, _ = await self.socket.connect(timeout=WITHIN)
        if accepted and catch_up:
            await self.say(type="since", seq=self.since)
        return accepted

    async def say(self, **frame: Any) -> None:
        await self.socket.send_to(text_data=json.dumps(frame))

    async def take(self, timeout: float = WITHIN) -> dict[str, Any]:
        """The next frame, swapped in."""
        frame = json.loads(await self.socket.receive_from(timeout))
        numbers = [int(found.group(1)) for found in ITEM.finditer(frame["content"])]
        self.repeated += [number for number in numbers if number in self.messages]
        self.messages |= {int(found.group(1)): found.group(0) for found in ITEM.finditer(frame["content"])}
        if numbers:
            self.since = max(self.since, frame.get("seq", 0))
        else:
            self.other.append(frame["content"])
        if self.acknowledges:
            await self.say(type="ack", n=frame["n"])
        return frame

    async def until(self, condition: Callable[[], bool]) -> None:
        """Take frames until it is so."""
        while not condition():
            await self.take()

    async def has(self, *numbers: int) -> None:
        await self.until(lambda: set(numbers) <= set(self.messages))

    async def quiet(self) -> bool:
        """Whether nothing arrives for a moment."""
        return await self.socket.receive_nothing(QUIET)

    async def closed(self) -> int:
        """The code with which the server closes."""
        while True:
            event = await self.socket.receive_output(WITHIN)
            if event["type"] == "websocket.close":
                return event.get("code", 1000)

    async def cut(self) -> None:
        """The connection drops: nothing more arrives, what was under way is lost."""
        await self.socket.disconnect(timeout=WITHIN)


async def at_once(action: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Run ordinary code (an action, a request) beside the event loop, as another process would."""
    from channels.db import database_sync_to_async

    return await database_sync_to_async(action)(*args, **kwargs)
