"""What every WebSocket of a person has in common. `messaging`'s consumers are built on it too.

Origins are checked in `reelbyte.asgi`. A socket belongs to a signed-in session and ends with it: it is
closed for good when that session is signed out or the person suspended, and closed to come back (and be
asked again who it is) when the channel layer broke or the person's password changed.
"""

import asyncio
from contextlib import suppress
from hashlib import sha256
from typing import Any

from asgiref.sync import sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from redis import RedisError

from notifications import live
from reelbyte import presence
from reelbyte.live import tell_on_commit

# daphne sends only 1000 and 3000 to 4999.
CLOSED_FOR_GOOD = 4403  # htmx does not reconnect after it
COME_BACK = 4012  # htmx reconnects, with pauses that grow (told so in components/head.html)


def session_group(session_key: str) -> str:
    """The group of one browser's sockets. Hashed: a session's key is as good as a password."""
    return f"session.{sha256(session_key.encode()).hexdigest()[:32]}"


def close_session(user_id: int, session_key: str) -> None:
    """Close the sockets of a session that was signed out (accounts' `on_session_end`)."""
    _close(session_group(session_key), CLOSED_FOR_GOOD)


def person_suspended(user: Any) -> None:
    """Close every socket of a suspended person (accounts' `on_suspend`)."""
    _close(live.person_group(user.pk), CLOSED_FOR_GOOD)


def ask_again(user: Any) -> None:
    """Have every socket of a person prove its session anew (accounts' `on_credentials_changed`)."""
    _close(live.person_group(user.pk), COME_BACK)


def _close(group: str, code: int) -> None:
    tell_on_commit(group, {"type": "socket.close", "code": code})


class PersonSocket(AsyncWebsocketConsumer):
    """A signed-in person's socket, in their group and their session's. Subclasses may use `entered()`."""

    async def connect(self) -> None:
        user = self.scope.get("user")
        if user is None or not user.is_authenticated:
            await self.close()
            return
        self.user = user
        self.own_groups: list[str] = []
        await self.join(live.person_group(user.pk))
        if key := getattr(self.scope.get("session"), "session_key", None):
            await self.join(session_group(key))
        if await self.entered():
            await self.accept()
            self.beating = asyncio.create_task(self._beats())
        else:
            await self.close()

    async def entered(self) -> bool:
        """Join further groups; False refuses the socket."""
        return True

    async def join(self, group: str) -> None:
        await self.channel_layer.group_add(group, self.channel_name)
        self.own_groups.append(group)

    async def leave(self, group: str) -> None:
        if group in self.own_groups:
            self.own_groups.remove(group)
            with suppress(RedisError, OSError):  # Valkey is away, and the subscription with it
                await self.channel_layer.group_discard(group, self.channel_name)

    async def disconnect(self, code: int) -> None:
        for group in list(getattr(self, "own_groups", [])):
            await self.leave(group)
        if (beating := getattr(self, "beating", None)) is not None:
            beating.cancel()
            await self.absent()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Nothing is taken from the browser unless a subclass says so."""

    async def fragment(self, event: dict[str, Any]) -> None:
        """A rendered fragment: `/ws/me/` shows it, and a page's other sockets leave it to that one."""

    async def draw(self, event: dict[str, Any]) -> None:
        """Something to draw for this person: as with `fragment`."""

    async def socket_close(self, event: dict[str, Any]) -> None:
        await self.close(code=event["code"])

    async def layer_lost(self, event: dict[str, Any]) -> None:
        """The channel layer lost messages: the browser comes back and catches up from the database."""
        await self.close(code=COME_BACK)

    async def present(self) -> None:
        """Said at every beat: this person has a page open. Subclasses may have more to look after."""
        await sync_to_async(presence.arrive, thread_sensitive=False)(self.user.pk, self.channel_name)

    async def absent(self) -> None:
        """This socket has gone."""
        await sync_to_async(presence.leave, thread_sensitive=False)(self.user.pk, self.channel_name)

    async def _beats(self) -> None:
        while True:
            await self.present()
            await asyncio.sleep(presence.BEAT.total_seconds())
