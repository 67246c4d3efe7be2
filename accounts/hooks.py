"""What higher apps do when something happens to a person. Registered in their `AppConfig.ready`.

Handlers run inside the transaction that makes the change, in the order they were registered; what they
want to happen afterwards goes through `on_commit` or the outbox.
"""

from collections.abc import Callable
from typing import Any

_blocked: list[Callable[[Any, Any], None]] = []
_suspended: list[Callable[[Any], None]] = []
_person_changed: list[Callable[[Any], None]] = []
_credentials_changed: list[Callable[[Any], None]] = []
_privacy_changed: list[Callable[[Any], None]] = []
_verified_changed: list[Callable[[Any], None]] = []
_identity_decided: list[Callable[[Any], None]] = []
_session_ended: list[Callable[[int, str], None]] = []


def on_block(handler: Callable[[Any, Any], None]) -> None:
    """`handler(blocker, blocked)`: end what the two share outside live contracts."""
    _register(_blocked, handler)


def on_suspend(handler: Callable[[Any], None]) -> None:
    """`handler(user)`: the person may no longer sign in; pause what they offer, close what is open."""
    _register(_suspended, handler)


def on_person_changed(handler: Callable[[Any], None]) -> None:
    """`handler(user)`: their name, place, company or standing is another; what is kept for searching must follow."""
    _register(_person_changed, handler)


def on_credentials_changed(handler: Callable[[Any], None]) -> None:
    """`handler(user)`: password changed; other sessions of theirs have become anonymous."""
    _register(_credentials_changed, handler)


def on_session_end(handler: Callable[[int, str], None]) -> None:
    """`handler(user_id, session_key)`: one browser was signed out."""
    _register(_session_ended, handler)


def on_privacy_changed(handler: Callable[[Any], None]) -> None:
    """`handler(user)`: who may see them is another circle now; what is kept for searching must follow."""
    _register(_privacy_changed, handler)


def on_verified_changed(handler: Callable[[Any], None]) -> None:
    """`handler(user)`: the "verified" mark has come or gone."""
    _register(_verified_changed, handler)


def on_identity_decided(handler: Callable[[Any], None]) -> None:
    """`handler(check)`: an identity check was approved or rejected, or has expired."""
    _register(_identity_decided, handler)


def blocked(blocker: Any, other: Any) -> None:
    """Tell those registered with `on_block`."""
    for handler in _blocked:
        handler(blocker, other)


def suspended(user: Any) -> None:
    """Tell those registered with `on_suspend`."""
    for handler in _suspended:
        handler(user)


def person_changed(user: Any) -> None:
    """Tell those registered with `on_person_changed`."""
    for handler in _person_changed:
        handler(user)


def credentials_changed(user: Any) -> None:
    """Tell those registered with `on_credentials_changed`."""
    for handler in _credentials_changed:
        handler(user)


def privacy_changed(user: Any) -> None:
    """Tell those registered with `on_privacy_changed`."""
    for handler in _privacy_changed:
        handler(user)


def verified_changed(user: Any) -> None:
    """Tell those registered with `on_verified_changed`."""
    for handler in _verified_changed:
        handler(user)


def identity_decided(check: Any) -> None:
    """Tell those registered with `on_identity_decided`."""
    for handler in _identity_decided:
        handler(check)


def session_ended(user_id: int, session_key: str) -> None:
    """Tell those registered with `on_session_end`."""
    for handler in _session_ended:
        handler(user_id, session_key)


def _register(handlers: list, handler: Callable[..., None]) -> None:
    if handler not in handlers:
        handlers.append(handler)
