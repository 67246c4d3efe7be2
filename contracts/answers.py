"""How a view answers after an action: the room's fragments for htmx, the room's page for everybody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import User
from contracts.models import Contract
from contracts.queries import for_room
from contracts.room import Room


def room_of(user: User, contract: Contract, *, version: int | None = None) -> Room:
    """The room as `user` sees it now."""
    return Room(for_room().get(pk=contract.pk), user, version)


def room_answer(request: HttpRequest, contract: Contract) -> HttpResponse:
    """After an action that was asked for in the room."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(contract)
    context = {"room": room_of(request.user, contract), "oob": True, "stage": False}
    response = render(request, "contracts/detail.html#live", context)
    response["HX-Trigger"] = "close-dialog"
    return response
