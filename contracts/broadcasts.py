"""Fragments of the room and of a dispute for the pages that are open, each side's as they see it, sent on commit."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from contracts.queries import for_room
from contracts.room import Room
from notifications import live
from reelbyte.middleware import zone_of

DISPUTE = "contracts.dispute"  # drawn by `draw_dispute`


def draw_room(contract_id: int, *, stage: bool = False) -> None:
    """Send both sides their room's fragments as they are now; with `stage` the player too.

    The same partials as the page: a row that changed meanwhile is drawn as it is, not as it was.
    """
    contract = for_room().get(pk=contract_id)
    for person in (contract.client, contract.creator):
        with timezone.override(zone_of(person)):
            context = {"room": Room(contract, person), "oob": True, "stage": stage}
            live.push(person.pk, render_to_string("contracts/detail.html#live", context))


def draw_dispute(_user: User, about: dict[str, Any]) -> str:
    """Has the page of a dispute fetch what is new itself: its forms need a token of that browser's own."""
    return render_to_string("contracts/dispute.html#look", {"dispute": about["dispute"]})
