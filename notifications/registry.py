"""The kinds of thing people are told about. Each app registers its own in `events.py`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

IN_APP = "in_app"
EMAIL = "email"
CHANNELS = (IN_APP, EMAIL)


@dataclass(frozen=True)
class Event:
    """One kind.

    `title` (lazily translated) is the subject of the mail and what preferences will call it. `essential`
    notices (contract, money, deadlines, safety) ignore unsubscribes. `email_template` "contracts/delivered"
    is `templates/contracts/emails/delivered.html` and `.txt`; a missing file falls back to the plain layout
    that says the sentence given to `notify()` with a button to its page.
    """

    kind: str
    title: Any
    essential: bool = False
    channels: Collection[str] = CHANNELS
    email_template: str = ""


_events: dict[str, Event] = {}


def register(event: Event) -> None:
    """Make `event.kind` known. The same event twice is fine, another under its name is a mistake."""
    if not set(event.channels) <= set(CHANNELS):
        raise ValueError(f"unknown channel in {event.kind}: {event.channels}")
    known = _events.get(event.kind)
    if known is not None and known != event:
        raise RuntimeError(f"notification kind {event.kind} is registered already")
    _events[event.kind] = event


def event(kind: str) -> Event:
    """The registered event. Raises KeyError for a kind nobody registered."""
    return _events[kind]


def events() -> list[Event]:
    """Every kind, in the order of their names."""
    return [_events[kind] for kind in sorted(_events)]
