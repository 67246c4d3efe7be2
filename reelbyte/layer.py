"""The channel layer: channels_redis' pub/sub layer, which here also tells when it has missed something.

It is a hint and never the record: whoever is told "look" reads PostgreSQL. The package's layer keeps sockets
open when Valkey dies and says nothing about what was missed. Ours sends `{"type": "layer.lost"}` to every
consumer of this process: it closes its socket, and the browser comes back and asks for what it does not have.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import redis
from channels_redis.pubsub import RedisPubSubChannelLayer, RedisPubSubLoopLayer, RedisSingleShardConnection
from channels_redis.utils import _wrap_close, create_pool, decode_hosts
from redis import asyncio as aioredis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from reelbyte import valkey


class _PubSub(PubSub):
    """Tells when its connection was lost, before it subscribes anew: in between, messages were missed."""

    def __init__(self, pool: aioredis.ConnectionPool, lost: Callable[[], None]) -> None:
        super().__init__(pool)
        self.lost = lost

    async def _reconnect(self, *args: Any, **kwargs: Any) -> None:
        self.lost()
        await super()._reconnect(*args, **kwargs)

    async def on_connect(self, connection: Any) -> None:
        # The first connection is made before this callback is registered: this is always a second one.
        self.lost()
        await super().on_connect(connection)


class _Shard(RedisSingleShardConnection):
    def _ensure_redis(self) -> None:
        if self._redis is None:  # type: ignore[has-type]
            # No retries with pauses under the shard's lock: a browser that is refused comes back by itself.
            pool = create_pool({**self.host, "retry": Retry(NoBackoff(), 1)})
            self._redis = aioredis.Redis(connection_pool=pool)
            self._pubsub = _PubSub(pool, self.channel_layer.lost)

    async def _do_receiving(self) -> None:
        while True:
            try:
                if self._pubsub and self._pubsub.subscribed:
                    self._receive_message(await self._pubsub.get_message(ignore_subscribe_messages=True, timeout=0.1))
                else:
                    await asyncio.sleep(0.1)
            except (redis.RedisError, OSError):
                self.channel_layer.lost()
                await asyncio.sleep(0.5)


class _LoopLayer(RedisPubSubLoopLayer):
    def __init__(self, hosts: list, **kwargs: Any) -> None:
        super().__init__(hosts=hosts, **kwargs)
        self._shards = [_Shard(host, self) for host in decode_hosts(hosts)]

    def lost(self) -> None:
        """Tell every consumer of this event loop, whose sockets then close."""
        message = self.channel_layer.serialize({"type": "layer.lost"})
        for queue in self.channels.values():
            queue.put_nowait(message)


class ChannelLayer(RedisPubSubChannelLayer):
    """One connection an event loop for receiving, one pool a process for telling from ordinary code."""

    def _get_layer(self) -> RedisPubSubLoopLayer:
        loop = asyncio.get_running_loop()
        if loop not in self._layers:
            self._layers[loop] = _LoopLayer(*self._args, **self._kwargs, channel_layer=self)
            _wrap_close(self, loop)
        return self._layers[loop]

    def tell(self, group: str, message: dict) -> None:
        """`group_send` for code without an event loop: one PUBLISH on a kept connection.

        `async_to_sync(group_send)` makes a loop, a layer and a connection for each message.
        """
        prefix = self._kwargs.get("prefix", "asgi")
        valkey.client().publish(f"{prefix}__group__{group}", self.serialize(message))
