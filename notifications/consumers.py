"""`/ws/me/`: everything that concerns a person on whatever page they are."""

from typing import Any

from channels.db import database_sync_to_async

from notifications import live
from notifications.sockets import PersonSocket


class PersonConsumer(PersonSocket):
    """The base layout's socket: bell, toasts, and what other apps push with `notifications.live`."""

    async def fragment(self, event: dict[str, Any]) -> None:
        """A rendered fragment for the page."""
        await self.send(text_data=event["html"])

    async def draw(self, event: dict[str, Any]) -> None:
        """Draw here what only people with a page open need drawn."""
        html = await database_sync_to_async(live.drawn)(event["what"], self.user, event["about"])
        if html:
            await self.send(text_data=html)
