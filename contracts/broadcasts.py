"""Fragments of the room and of a dispute, drawn by the pages that are open, each side's as they see it."""

from typing import Any

from django.template.loader import render_to_string

from accounts.models import User
from contracts.queries import for_room
from contracts.room import Room

ROOM = "contracts.room"  # drawn by `draw_room`
DISPUTE = "contracts.dispute"  # drawn by `draw_dispute`


def draw_room(user: User, about: dict[str, Any]) -> str:
    """A side's room as it is now; with `stage` the player too.

    The same partials as the page: a row that changed meanwhile is drawn as it is, not as it was.
    """
    room = Room(for_room().get(pk=about["contract"]), user)
    return render_to_string("contracts/detail.html#live", {"room": room, "oob": True, "stage": about["stage"]})


def draw_dispute(_user: User, about: dict[str, Any]) -> str:
    """Has the page of a dispute fetch what is new itself: its forms need a token of that browser's own."""
    return render_to_string("contracts/dispute.html#look", {"dispute": about["dispute"]})
