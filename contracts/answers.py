"""How a view answers after an action: the room's fragments for htmx, the room's page for everybody else."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.access import member_required
from accounts.models import User
from contracts.models import CancellationRequest, ChangeOrder, Contract
from contracts.queries import for_room
from contracts.room import Room


def room_for(user: User, public_id: UUID, *, version: int | None = None, position: int | None = None) -> Room:
    """The room as `user` sees it now, if they are a party of it; else 404."""
    contract = for_room().of(user).filter(public_id=public_id).first()
    if contract is None:
        raise Http404
    return Room(contract, user, version, position)


def room_of(user: User, contract: Contract) -> Room:
    """The room as `user` sees it now."""
    return Room(for_room().get(pk=contract.pk), user)


def room_answer(request: HttpRequest, contract: Contract) -> HttpResponse:
    """After an action that was asked for in the room."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(contract)
    context = {"room": room_of(request.user, contract), "oob": True, "stage": False}
    response = render(request, "contracts/detail.html#live", context)
    response["HX-Trigger"] = "close-dialog"
    return response


def answering[Asked: (CancellationRequest, ChangeOrder)](
    load: Callable[[User, UUID], Asked], action: Callable[[User, Asked], object]
) -> Callable[..., HttpResponse]:
    """The view that answers what one side has asked about a milestone: `load` authorises, `action` answers."""

    @require_POST
    @member_required
    def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
        asked = load(request.user, public_id)
        action(request.user, asked)
        return room_answer(request, asked.milestone.contract)

    answer.__doc__ = action.__doc__
    return answer
