"""Valkey as cache, whose absence reads as emptiness: a page is slower without it, and never an error.

Sessions live in the database too (`cached_db`), so people stay signed in while Valkey is away.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis import RedisError

logger = logging.getLogger(__name__)


def _forgiving(name: str, absent: Callable[[dict], Any]) -> Callable[..., Any]:
    """`RedisCache.<name>`, answering `absent(arguments by name)` when Valkey does not."""
    asked = getattr(RedisCache, name)

    @wraps(asked)
    def method(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return asked(self, *args, **kwargs)
        except RedisError:
            logger.warning("the cache did not answer %s: Valkey is away", name)
            return absent({**dict(enumerate(args)), **kwargs})

    return method


class ForgivingRedisCache(RedisCache):
    """Django's cache on Valkey. What cannot be read is not there; what cannot be written is not kept."""

    # `get(key, default)`: the default; `add`: as if it was the first, so that nobody waits for a lock or a limit.
    get = _forgiving("get", lambda asked: asked.get(1, asked.get("default")))
    add = _forgiving("add", lambda asked: True)
    set = _forgiving("set", lambda asked: None)
    touch = _forgiving("touch", lambda asked: False)
    delete = _forgiving("delete", lambda asked: False)
    get_many = _forgiving("get_many", lambda asked: {})
    set_many = _forgiving("set_many", lambda asked: [])
    delete_many = _forgiving("delete_many", lambda asked: None)
    has_key = _forgiving("has_key", lambda asked: False)
    incr = _forgiving("incr", lambda asked: 1)
    clear = _forgiving("clear", lambda asked: False)
