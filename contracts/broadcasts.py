"""Fragments of the room for the pages that are open, drawn for each side and sent on commit."""

from django.template.loader import render_to_string
from django.utils import timezone

from contracts.queries import for_room
from contracts.room import Room
from notifications import live
from reelbyte.middleware import zone_of


def draw_room(contract_id: int, *, stage: bool = False) -> None:
    """Send both sides their room's fragments as they are now; with `stage` the player too.

    The same partials as the page: a row that changed meanwhile is drawn as it is, not as it was.
    """
    contract = for_room().get(pk=contract_id)
    for person in (contract.client, contract.creator):
        with timezone.override(zone_of(person)):
            context = {"room": Room(contract, person), "oob": True, "stage": stage}
            live.push(person.pk, render_to_string("contracts/detail.html#live", context))
