"""`/ws/conversations/<id>/`: one conversation on one page.

The channel layer says "look: there is number n", and the socket reads PostgreSQL from the number it has sent
up to. What the browser has comes from the browser, in its first frame after every connect (`since`), so a cut
connection misses nothing and repeats nothing.

Frames from the browser, JSON, everything else closes the socket for good:
  {"type": "since", "seq": n}   everything up to n is on the page: send what comes after, from now on
  {"type": "ack", "n": n}       frame n of ours has been taken
  {"type": "read", "seq": n}    the person has seen messages up to n
  {"type": "typing"}
Frames to the browser: {"content": <fragments>, "n": counts up, "seq": the last message among them, if any}.
"""

import asyncio
import json
import time
from collections import deque
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from redis import RedisError

from messaging import broadcasts, desk
from notifications.sockets import CLOSED_FOR_GOOD, COME_BACK, PersonSocket
from reelbyte import policy, presence

NOT_UNDERSTOOD = 4400  # htmx does not
TYPING_EVERY = 2.0  # seconds between two announcements of one socket
TYPING_SHOWN = 6.0  # seconds
LARGEST = 2**63 - 1


class ConversationConsumer(PersonSocket):
    """Sends what is new as fragments drawn for its viewer; bounded by what the browser says it has taken."""

    async def entered(self) -> bool:
        self.seq: int | None = None  # nothing is sent before the browser says what it has
        self.sent = 0
        self.waiting: deque[tuple[int, int, float]] = deque()  # frames not taken yet: number, bytes, when
        self.waiting_bytes = 0
        self.behind = False
        self.redrawn: dict[int, int] = {}  # changed messages that were sent again: number, in which state
        self.allowance, self.counted_at = float(policy.SOCKET_FRAMES_BURST), time.monotonic()
        self.typed_at = 0.0
        self.typing_ends: asyncio.TimerHandle | None = None
        self.partner_online: bool | None = None
        self.announced = False
        self.desk = await database_sync_to_async(desk.sit_down)(
            self.user, self.scope["url_route"]["kwargs"]["public_id"]
        )
        if self.desk is None:
            return False
        await self.join(self.desk.group)
        return True

    # --- From the browser ----------------------------------------------------------------------------

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not self._allowed():
            return await self.close(code=CLOSED_FOR_GOOD)
        frame = _parsed(text_data)
        number = frame.get("n" if frame.get("type") == "ack" else "seq")
        match frame.get("type"):
            case "since" if _is_number(number):
                self.seq = await database_sync_to_async(self.desk.known)(number)
                self.redrawn = {}
                await self._catch_up()
                await self._push(await database_sync_to_async(self.desk.held)())
                await self._show_presence()
            case "ack" if _is_number(number):
                await self._taken(number)  # type: ignore[arg-type]
            case "read" if _is_number(number):
                await database_sync_to_async(self.desk.read)(number)
            case "typing":
                await self._announce_typing()
            case _:
                await self.close(code=NOT_UNDERSTOOD)

    def _allowed(self) -> bool:
        """A bucket of SOCKET_FRAMES_BURST that fills at SOCKET_FRAMES_A_SECOND."""
        now = time.monotonic()
        refilled = self.allowance + (now - self.counted_at) * policy.SOCKET_FRAMES_A_SECOND
        self.allowance, self.counted_at = min(refilled, policy.SOCKET_FRAMES_BURST) - 1, now
        return self.allowance >= 0

    async def _taken(self, number: int) -> None:
        while self.waiting and self.waiting[0][0] <= number:
            self.waiting_bytes -= self.waiting.popleft()[1]
        if self.behind and not self._full():
            self.behind = False
            await self._catch_up()

    async def _announce_typing(self) -> None:
        now = time.monotonic()
        if now - self.typed_at < TYPING_EVERY:
            return
        self.typed_at = now
        await self._tell({"type": "typing.seen", "user": self.user.pk, "name": self.user.get_short_name()})

    async def _tell(self, message: dict[str, Any]) -> None:
        """Tell the conversation's other sockets. Lost with Valkey: these are passing things."""
        with suppress(RedisError, OSError):
            await self.channel_layer.group_send(self.desk.group, message)

    # --- From the channel layer ----------------------------------------------------------------------

    async def messages_look(self, event: dict[str, Any]) -> None:
        if self.seq is not None and event["seq"] > self.seq:
            await self._catch_up()

    async def messages_changed(self, event: dict[str, Any]) -> None:
        if self.seq is not None:
            await self._catch_up()

    async def held_moved(self, event: dict[str, Any]) -> None:
        if self.seq is not None and event["user"] == self.user.pk:
            await self._push(await database_sync_to_async(self.desk.held)(anyway=True))

    async def read_moved(self, event: dict[str, Any]) -> None:
        if self.seq is not None and event["user"] != self.user.pk:
            await self._push(await database_sync_to_async(self.desk.receipt)())

    async def presence_moved(self, event: dict[str, Any]) -> None:
        if self.seq is not None and event["user"] != self.user.pk:
            await self._show_presence()

    async def typing_seen(self, event: dict[str, Any]) -> None:
        if self.seq is None or event["user"] == self.user.pk:
            return
        await self._push(self.desk.typing(event["name"]))
        self._stop_timer()
        self.typing_ends = asyncio.get_running_loop().call_later(TYPING_SHOWN, self._typing_over)

    # --- To the browser ------------------------------------------------------------------------------

    async def _catch_up(self) -> None:
        """Send what comes after `self.seq` and what changed before it, page by page, as far as the browser keeps up."""
        while True:
            if self._full():
                self.behind = True
                return
            batch = await database_sync_to_async(self.desk.after)(self.seq, self.redrawn)
            if batch is None:  # the seat is gone: so is the right to listen
                return await self.close(code=CLOSED_FOR_GOOD)
            self.redrawn = batch.redrawn
            if batch.last is not None:
                self.seq = batch.last
                self._stop_timer()
            await self._push(batch.html, **({} if batch.last is None else {"seq": batch.last}))
            if not batch.more:
                return

    def _full(self) -> bool:
        return self.waiting_bytes >= policy.SOCKET_WINDOW_BYTES

    async def _push(self, html: str, **more: Any) -> None:
        """One frame. Without room, what is not a message is left out: the next message brings it up to date."""
        if not html or (self._full() and "seq" not in more):
            return
        self.sent += 1
        text = json.dumps({"content": html, "n": self.sent, **more})
        self.waiting.append((self.sent, len(text), time.monotonic()))
        self.waiting_bytes += len(text)
        await self.send(text_data=text)

    def _typing_over(self) -> None:
        self.typing_ends = None
        self.ending = asyncio.ensure_future(self._push(self.desk.typing("")))

    def _stop_timer(self) -> None:
        if self.typing_ends is not None:
            self.typing_ends.cancel()
            self.typing_ends = None

    async def _show_presence(self) -> None:
        online = await sync_to_async(self.desk.partner_online, thread_sensitive=False)()
        if online != self.partner_online:
            self.partner_online = online
            await self._push(self.desk.presence(online))

    # --- At every beat -------------------------------------------------------------------------------

    async def present(self) -> None:
        await super().present()
        key = broadcasts.watching(self.desk.conversation.pk, self.user.pk)
        await sync_to_async(presence.arrive, thread_sensitive=False)(key, self.channel_name)
        if not self.announced:
            self.announced = True
            await self._tell({"type": "presence.moved", "user": self.user.pk})
        if self.waiting and time.monotonic() - self.waiting[0][2] > policy.SOCKET_STALLED.total_seconds():
            # Whoever reads nothing is let go. What was not sent is in the database, for when they come back.
            return await self.close(code=COME_BACK)
        if not await database_sync_to_async(self.desk.is_seated)():
            return await self.close(code=CLOSED_FOR_GOOD)
        if self.seq is not None:
            await self._show_presence()

    async def absent(self) -> None:
        self._stop_timer()
        await super().absent()
        key = broadcasts.watching(self.desk.conversation.pk, self.user.pk)
        await sync_to_async(presence.leave, thread_sensitive=False)(key, self.channel_name)
        await self._tell({"type": "presence.moved", "user": self.user.pk})


def _parsed(text: str | None) -> dict[str, Any]:
    """The frame, or an empty one for what is too long or is not a JSON object."""
    if text is None or len(text) > policy.SOCKET_FRAME_MAXIMUM_CHARACTERS:
        return {}
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return frame if isinstance(frame, dict) else {}


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST
