"""Who has a page open now, and when they last had. Kept in Valkey for a while: nothing depends on it.

Each open socket is a member of a sorted set with the moment it counts until; a process that is killed
takes nobody's leave, and its sockets are forgotten when that moment has passed.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from redis import RedisError

from reelbyte import clock, valkey

BEAT: Final = timedelta(seconds=20)
COUNTS_FOR: Final = timedelta(seconds=50)  # two beats and a little
SEEN_KEPT: Final = timedelta(days=30)


def arrive(who: object, socket: str) -> None:
    """`who` has `socket` open. Called again at every beat."""
    now = clock.now()
    sockets = valkey.key("presence", who)
    try:
        with valkey.client().pipeline(transaction=False) as pipe:
            pipe.zadd(sockets, {socket: (now + COUNTS_FOR).timestamp()})
            pipe.expire(sockets, COUNTS_FOR)
            pipe.set(valkey.key("seen", who), int(now.timestamp()), ex=SEEN_KEPT)
            pipe.execute()
    except RedisError:
        return


def leave(who: object, socket: str) -> None:
    """`socket` of `who` is closed."""
    try:
        with valkey.client().pipeline(transaction=False) as pipe:
            pipe.zrem(valkey.key("presence", who), socket)
            pipe.set(valkey.key("seen", who), int(clock.now().timestamp()), ex=SEEN_KEPT)
            pipe.execute()
    except RedisError:
        return


def online(people: Iterable[object]) -> set[object]:
    """Those of `people` who have a socket open; nobody when Valkey is away. One round trip."""
    asked = list(people)
    now = clock.now().timestamp()
    try:
        with valkey.client().pipeline(transaction=False) as pipe:
            for who in asked:
                pipe.zcount(valkey.key("presence", who), now, "+inf")
            counts = pipe.execute()
    except RedisError:
        return set()
    return {who for who, count in zip(asked, counts, strict=True) if count}


def last_seen(who: object) -> datetime | None:
    """When `who` last had a page open, if that is known."""
    try:
        seen = valkey.client().get(valkey.key("seen", who))
    except RedisError:
        return None
    return datetime.fromtimestamp(int(seen), UTC) if seen else None
