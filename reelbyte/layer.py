"""The channel layer: channels_redis' pub/sub layer, which here also tells when it has missed something.

It is a hint and never the record: whoever is told "look" reads PostgreSQL. The layer of the package keeps
sockets open when Valkey dies and says nothing about the messages missed; ours tells `on_break`, so that
sockets are closed and their browsers come back and ask for what they do not have.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import cached_property
from typing import Any

import redis
from channels_redis.pubsub import RedisPubSubChannelLayer, RedisPubSubLoopLayer, RedisSingleShardConnection
from channels_redis.utils import _wrap_close, create_pool, decode_hosts
from redis import asyncio as aioredis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

logger = logging.getLogger(__name__)

# Called in the event loop whose subscription broke, once or more a break. Told by `reelbyte.sockets`.
on_break: set[Callable[[], None]] = set()


class _PubSub(PubSub):
    """Tells when its connection was lost, before it subscribes anew: in between, messages were missed."""

    async def _reconnect(self, *args: Any, **kwargs: Any) -> None:
        _tell()
        await super()._reconnect(*args, **kwargs)

    async def on_connect(self, connection: Any) -> None:
        # The first connection is made before this callback is registered: this is always a second one.
        _tell()
        await super().on_connect(connection)


class _Shard(RedisSingleShardConnection):
    def _ensure_redis(self) -> None:
        if self._redis is None:
            # No retries with pauses under the shard's lock: a browser that is refused comes back by itself.
            pool = create_pool({**self.host, "retry": Retry(NoBackoff(), 1)})
            self._redis = aioredis.Redis(connection_pool=pool)
            self._pubsub = _PubSub(pool)

    async def _do_receiving(self) -> None:
        while True:
            try:
                if self._pubsub and self._pubsub.subscribed:
                    self._receive_message(
                        await self._pubsub.get_message(ignore_subscribe_messages=True, timeout=0.1)
                    )
                else:
                    await asyncio.sleep(0.1)
            except (redis.RedisError, OSError):
                _tell()
                await asyncio.sleep(0.5)


class _LoopLayer(RedisPubSubLoopLayer):
    def __init__(self, hosts: list, **kwargs: Any) -> None:
        super().__init__(hosts=hosts, **kwargs)
        self._shards = [_Shard(host, self) for host in decode_hosts(hosts)]


class ChannelLayer(RedisPubSubChannelLayer):
    """One connection an event loop for receiving, one pool a process for telling from ordinary code."""

    def _get_layer(self) -> RedisPubSubLoopLayer:
        loop = asyncio.get_running_loop()
        if loop not in self._layers:
            self._layers[loop] = _LoopLayer(*self._args, **self._kwargs, channel_layer=self)
            _wrap_close(self, loop)
        return self._layers[loop]

    @cached_property
    def _client(self) -> redis.Redis:
        (host,) = self._kwargs["hosts"]
        return redis.Redis.from_url(host)

    def tell(self, group: str, message: dict) -> None:
        """`group_send` for code without an event loop: one PUBLISH on a kept connection.

        `async_to_sync(group_send)` makes a loop, a layer and a connection for each message.
        """
        prefix = self._kwargs.get("prefix", "asgi")
        self._client.publish(f"{prefix}__group__{group}", self.serialize(message))


def _tell() -> None:
    for callback in list(on_break):
        callback()
