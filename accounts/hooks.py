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
_vetoes: list[Callable[[Any], str]] = []
_anonymise: list[Callable[[Any], None]] = []
_exports: dict[str, Callable[[Any], Any]] = {}
_export_ready: list[Callable[[Any], None]] = []
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


def veto_deletion(handler: Callable[[Any], str]) -> None:
    """`handler(user)`: why their account cannot be deleted now, in a sentence that says what to do; or nothing."""
    _register(_vetoes, handler)


def anonymise(handler: Callable[[Any], None]) -> None:
    """`handler(user)`: forget what is theirs, as far as nobody else and no law needs it. Runs in the deletion.

    The last registered is asked first: apps above let go of what apps below keep.
    """
    _register(_anonymise, handler)


def export(name: str, handler: Callable[[Any], Any]) -> None:
    """`handler(user) -> accounts.exporting.Part`: everything an app keeps about them, as `name`.json."""
    _exports[name] = handler


def on_export_ready(handler: Callable[[Any], None]) -> None:
    """`handler(data_export)`: it can be downloaded."""
    _register(_export_ready, handler)


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


def deletion_vetoes(user: Any) -> list[str]:
    """What those registered with `veto_deletion` object to."""
    return [reason for handler in _vetoes if (reason := handler(user))]


def anonymised(user: Any) -> None:
    """Have those registered with `anonymise` forget."""
    for handler in reversed(_anonymise):
        handler(user)


def exports() -> dict[str, Callable[[Any], Any]]:
    """Who gives what to the file with everything, in the order of registration."""
    return dict(_exports)


def export_ready(data_export: Any) -> None:
    """Tell those registered with `on_export_ready`."""
    for handler in _export_ready:
        handler(data_export)


def session_ended(user_id: int, session_key: str) -> None:
    """Tell those registered with `on_session_end`."""
    for handler in _session_ended:
        handler(user_id, session_key)


def _register(handlers: list, handler: Callable[..., Any]) -> None:
    if handler not in handlers:
        handlers.append(handler)
