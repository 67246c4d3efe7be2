"""What higher apps do when what a profile shows has changed. Registered in their `AppConfig.ready`.

Handlers run inside the transaction that makes the change; what they want to happen afterwards goes through the outbox.
"""

from collections.abc import Callable

_changed: list[Callable[[int, int], None]] = []


def on_change(handler: Callable[[int, int], None]) -> None:
    """`handler(profile_id, user_id)`: words, rates, skills, films, ratings or counts of a profile are others now."""
    if handler not in _changed:
        _changed.append(handler)


def changed(profile_id: int, user_id: int) -> None:
    """Tell those registered with `on_change`."""
    for handler in _changed:
        handler(profile_id, user_id)
