"""A plain Valkey connection, for what is counted or may be forgotten. Whoever uses it survives its absence."""

from functools import cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

ANSWERS_WITHIN = 1.0  # seconds; longer than that and it is as good as away


@cache
def client() -> redis.Redis:
    """This process's pool. Commands raise `redis.RedisError` when Valkey is away."""
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=ANSWERS_WITHIN,
        socket_connect_timeout=ANSWERS_WITHIN,
        retry=Retry(NoBackoff(), 1),
        decode_responses=True,
    )


def key(*parts: object) -> str:
    """A key under this installation's prefix."""
    return ":".join([settings.CACHES["default"]["KEY_PREFIX"], *map(str, parts)])
