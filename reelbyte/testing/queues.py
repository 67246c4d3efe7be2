"""The broker's queues of this test worker: emptied before a test, waited for after one."""

from functools import cache

import redis
from django.conf import settings

NAMES = ("default", "media", "money", "mail")


@cache
def _broker() -> redis.Redis:
    return redis.Redis.from_url(settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://", 1))


def _key(name: str) -> str:
    return f"{settings.CELERY_BROKER_TRANSPORT_OPTIONS['global_keyprefix']}{name}"


def empty() -> None:
    """Forget what nobody has taken yet."""
    _broker().delete(*map(_key, NAMES))


def idle() -> bool:
    """Nothing waits, and nobody works: a task is acknowledged when it is done."""
    with _broker().pipeline() as pipe:
        for name in NAMES:
            pipe.llen(_key(name))
        pipe.hlen(_key("unacked"))
        return not any(pipe.execute())
