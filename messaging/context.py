"""The number beside "Messages" for every template that shows it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from messaging import queries


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread_messages`, counted only when a template asks."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread_messages": 0}
    return {"unread_messages": SimpleLazyObject(lambda: queries.unread(user.pk))}
