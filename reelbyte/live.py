"""Where WebSockets are routed, from which pages they may be opened, and how they are told to look.

An app with something live has `routing.py` with `websocket_urlpatterns`; it is found by name, so that
this module imports no app.
"""

import logging
from collections.abc import Collection
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from channels.layers import get_channel_layer
from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.db import transaction
from redis import RedisError

logger = logging.getLogger(__name__)


def websocket_urlpatterns() -> list:
    """Every app's WebSocket routes."""
    patterns: list = []
    for app in settings.OUR_APPS:
        if find_spec(f"{app}.routing"):
            patterns += import_module(f"{app}.routing").websocket_urlpatterns
    return patterns


class ExactOrigin:
    """Lets in only sockets that pages of `allowed` origins open: scheme, host and port, compared as text.

    Channels' AllowedHostsOriginValidator takes any scheme and port, and its OriginValidator parses what a
    stranger sent.
    """

    def __init__(self, application: Any, allowed: Collection[str]) -> None:
        self.application = application
        self.allowed = frozenset(allowed)

    async def __call__(self, scope: dict, receive: Any, send: Any) -> Any:
        given = [value.decode("latin1") for name, value in scope["headers"] if name == b"origin"]
        if len(given) == 1 and given[0] in self.allowed:
            return await self.application(scope, receive, send)
        return await WebsocketDenier()(scope, receive, send)


def origins() -> list[str]:
    """The origins whose pages may open a socket: the site's own and those trusted for forms."""
    return list(dict.fromkeys([settings.SITE_URL, *settings.CSRF_TRUSTED_ORIGINS]))


def tell(group: str, message: dict) -> None:
    """Tell every socket in `group` now. Lost when Valkey is away: it is a hint, and the rows are the record."""
    try:
        get_channel_layer().tell(group, message)
    except RedisError:
        logger.warning("nobody in %s was told: Valkey is away", group)


def tell_on_commit(group: str, message: dict) -> None:
    """Tell every socket in `group` once the transaction commits. `message["type"]` names the consumer's method."""
    transaction.on_commit(partial(tell, group, message))
