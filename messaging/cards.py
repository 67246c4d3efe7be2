"""Cards by which other apps tell in a conversation what happened.

An app registers its kinds in `AppConfig.ready`:

    cards.register("contracts.delivered", template="contracts/cards/delivered.html",
                   load=lambda refs: {d.ref: d for d in Delivery.objects.for_cards(refs)}, label=_("Delivery"))

`load` is called once per page with every reference on it, for all kinds that were registered with the same function,
so a thread full of cards costs a constant number of queries. The template sees `card` (what `load` returned for the
reference, or None), `context` (as posted), `message`, `viewer` (the id of the person it is drawn for) and `mine`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from messaging.models import Message

PLAIN = "messaging/card.html"  # draws what was posted; also for a kind that is no more

Loader = Callable[[list[str]], dict[str, Any]]


@dataclass(frozen=True)
class Card:
    """A registered kind. `label` is what lists of conversations print of it."""

    template: str
    load: Loader
    label: Any


_cards: dict[str, Card] = {}


def register(kind: str, *, template: str, load: Loader = lambda refs: {}, label: Any = "") -> None:
    """Register how cards of `kind` ("app.event") are loaded and drawn."""
    _cards[kind] = Card(template, load, label)


def unregister(kind: str) -> None:
    """Forget a kind: for tests that register their own."""
    _cards.pop(kind, None)


def get(kind: str) -> Card:
    """The registered kind; KeyError names the one that nobody registered."""
    return _cards[kind]


def label(kind: str) -> str:
    """A card in two words, for a list of conversations."""
    return str(_cards[kind].label) if kind in _cards else ""


def load(messages: Iterable[Message]) -> None:
    """Give every card among `messages` its `card` (the loaded object) and `card_template`: one load a loader."""
    found = [message for message in messages if message.kind == Message.Kind.CARD]
    wanted: dict[Loader, set[str]] = {}
    for message in found:
        if message.card_kind in _cards:
            wanted.setdefault(_cards[message.card_kind].load, set()).add(message.card_ref)
    loaded = {loader: loader(sorted(refs)) for loader, refs in wanted.items()}
    for message in found:
        registered = _cards.get(message.card_kind)
        message.card = loaded[registered.load].get(message.card_ref) if registered else None  # type: ignore[attr-defined]
        message.card_template = registered.template if registered else PLAIN  # type: ignore[attr-defined]
