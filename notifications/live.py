"""Rendered fragments to every open page of a person, over `/ws/me/`.

A hint, never the record: what a page missed while Valkey was away or its socket was down, it shows on
its next load. htmx swaps what arrives: give each fragment an id and `hx-swap-oob`, or wrap it in
`<hx-partial hx-target="#..." hx-swap="...">`.
"""

from django.template.loader import render_to_string

from reelbyte.live import tell, tell_on_commit


def person_group(user_id: int) -> str:
    """The channel layer's group of all open pages of a person."""
    return f"person.{user_id}"


def push(user_id: int, html: str) -> None:
    """Send `html` after the commit (at once outside a transaction) to every open page of that person."""
    tell_on_commit(person_group(user_id), {"type": "fragment", "html": html})


def ring(user_id: int, notification_id: int | None = None) -> None:
    """Bring the bell of every open page up to date, with a toast for a new notification."""
    from notifications.models import Notification
    from notifications.queries import unread_count

    new = Notification.objects.filter(pk=notification_id).first() if notification_id else None
    html = render_to_string("notifications/live.html", {"count": unread_count(user_id), "notification": new})
    tell(person_group(user_id), {"type": "fragment", "html": html})
