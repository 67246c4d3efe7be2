"""How often somebody may do something. Counted in Valkey; without it, nobody is refused."""

import logging
from datetime import timedelta

from redis import RedisError

from reelbyte import clock, valkey
from reelbyte.errors import TooMany

logger = logging.getLogger(__name__)


def take(what: str, who: object, *, most: int, per: timedelta) -> None:
    """Count one more `what` ("messaging.send") by `who`; `TooMany` beyond `most` in a window of `per`.

    Windows are fixed: up to twice `most` can fall around a window's end, which is what a limit against
    floods needs and one counter can give.
    """
    seconds = int(per.total_seconds())
    key = valkey.key("limit", what, who, int(clock.now().timestamp()) // seconds)
    try:
        with valkey.client().pipeline(transaction=False) as pipe:
            count, _ = pipe.incr(key).expire(key, seconds).execute()  # type: ignore[attr-defined]
    except RedisError:
        logger.warning("limit %s was not counted: Valkey is away", what)
        return
    if count > most:
        raise TooMany
