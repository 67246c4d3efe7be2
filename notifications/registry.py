"""The one catalogue of what people are told about. Each app registers its kinds in `events.py`.

`docs/notifications.md` lists them all; a test compares (`manage.py notification_catalogue` writes it anew).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

IN_APP = "in_app"
EMAIL = "email"
PUSH = "push"
CHANNELS = (IN_APP, EMAIL, PUSH)
CHANNEL_LABELS = {IN_APP: _("On the site"), EMAIL: _("E-mail"), PUSH: _("Push")}


class Group(TextChoices):
    """What the preferences, the history and the digest sort kinds by, in this order."""

    WORK = "work", _("Contracts and deadlines")
    MONEY = "money", _("Money")
    MESSAGES = "messages", _("Messages")
    MARKET = "market", _("Gigs, jobs and reviews")
    SAFETY = "safety", _("Safety")
    ACCOUNT = "account", _("Your account")


GROUP_ICONS = {
    Group.WORK: "handshake",
    Group.MONEY: "banknote",
    Group.MESSAGES: "message-circle",
    Group.MARKET: "clapperboard",
    Group.SAFETY: "shield",
    Group.ACCOUNT: "circle-user",
}


@dataclass(frozen=True)
class Event:
    """One kind.

    `title` (lazily translated) is the subject of the mail and what preferences call it. `essential` notices
    (contract, money, deadlines, safety) arrive at once by every channel they have: no preference, digest,
    quiet hour, unsubscribing or block stops them. `channels` are those the kind can use, `defaults` those that
    are on until the person says otherwise (all of them if not given).

    `email_template` "contracts/step" is `templates/contracts/emails/step.html` and `.txt`; without one the mail
    has the plain layout: the sentence given to `notify()`, the facts of its context, a button to its page,
    labelled `button`.

    `fresh(notification)` is asked when the mail is about to leave: what to add to its context, or None if there
    is nothing left to tell. `crosses_blocks`: the app has asked itself whether these two may talk.
    """

    kind: str
    title: Any
    group: Group
    essential: bool = False
    channels: Collection[str] = CHANNELS
    defaults: Collection[str] | None = None
    email_template: str = ""
    button: Any = ""
    fresh: Callable[[Any], dict | None] | None = None
    crosses_blocks: bool = False

    def is_default(self, channel: str) -> bool:
        """Whether the kind uses `channel` for somebody who never chose."""
        return channel in self.channels and (self.defaults is None or channel in self.defaults)


_events: dict[str, Event] = {}


def register(event: Event) -> None:
    """Make `event.kind` known. The same event twice is fine, another under its name is a mistake."""
    if not set(event.channels) <= set(CHANNELS) or not set(event.defaults or ()) <= set(event.channels):
        raise ValueError(f"unknown channel in {event.kind}: {event.channels}, {event.defaults}")
    if event.group not in Group.values:
        raise ValueError(f"unknown group in {event.kind}: {event.group}")
    known = _events.get(event.kind)
    if known is not None and known != event:
        raise RuntimeError(f"notification kind {event.kind} is registered already")
    _events[event.kind] = event


def event(kind: str) -> Event:
    """The registered event. Raises KeyError for a kind nobody registered."""
    return _events[kind]


def events() -> list[Event]:
    """Every kind, group by group, in the order of their names."""
    places = {group: place for place, group in enumerate(Group)}
    return sorted(_events.values(), key=lambda event: (places[event.group], event.kind))


def kinds(group: str) -> list[str]:
    """The names of a group's kinds."""
    return [event.kind for event in events() if event.group == group]
