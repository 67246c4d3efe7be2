"""Rendered fragments to every open page of a person, over `/ws/me/`.

A hint, never the record: what a page missed while Valkey was away or its socket was down, it shows on
its next load. htmx swaps what arrives: give each fragment an id and `hx-swap-oob`, or wrap it in
`<hx-partial hx-target="#..." hx-swap="...">`.
"""

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from reelbyte.live import tell, tell_on_commit
from reelbyte.middleware import zone_of


def person_group(user_id: int) -> str:
    """The channel layer's group of all open pages of a person."""
    return f"person.{user_id}"


def push(user_id: int, html: str) -> None:
    """Send `html` after the commit (at once outside a transaction) to every open page of that person."""
    tell_on_commit(person_group(user_id), {"type": "fragment", "html": html})


Drawer = Callable[[Any, dict], str]

_drawers: dict[str, Drawer] = {}


def register(what: str, draw: Drawer) -> None:
    """`draw(user, about)` renders `what` ("messaging.inbox") for somebody's open pages; see `ask`."""
    _drawers[what] = draw


def ask(user_id: int, what: str, **about: Any) -> None:
    """After the commit, have `what` drawn by the sockets of that person: nothing is drawn for who is not there."""
    tell_on_commit(person_group(user_id), {"type": "draw", "what": what, "about": about})


def drawn(what: str, user: Any, about: dict) -> str:
    """The fragment, in the person's time zone."""
    with timezone.override(zone_of(user)):
        return _drawers[what](user, about)


def ring(user_id: int, notification_id: int | None = None) -> None:
    """Bring the bell of every open page up to date, with a toast for a new notification."""
    from notifications.models import Notification
    from notifications.queries import unread_count

    new = Notification.objects.filter(pk=notification_id).first() if notification_id else None
    html = render_to_string("notifications/live.html", {"count": unread_count(user_id), "notification": new})
    tell(person_group(user_id), {"type": "fragment", "html": html})
