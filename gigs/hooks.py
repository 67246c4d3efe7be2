"""What higher apps do when what a gig shows has changed. Registered in their `AppConfig.ready`.

Handlers run inside the transaction that makes the change; what they want to happen afterwards goes through the outbox.
"""

from collections.abc import Callable

_changed: list[Callable[[int], None]] = []


def on_change(handler: Callable[[int], None]) -> None:
    """`handler(gig_id)`: its words, prices, state, ratings or counts are others now."""
    if handler not in _changed:
        _changed.append(handler)


def changed(gig_id: int) -> None:
    """Tell those registered with `on_change`."""
    for handler in _changed:
        handler(gig_id)
