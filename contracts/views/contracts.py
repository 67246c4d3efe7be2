"""The board of contracts, and the room of one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import member_required
from accounts.models import User
from contracts import queries
from contracts.answers import room_for
from contracts.transitions import Party
from messaging.actions.mark_read import mark_read
from messaging.queries import thread


@require_GET
@member_required
def contract_list(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and all their contracts on one side."""
    side, ended = _side(request), request.GET.get("show") == "ended"
    cursor = request.GET.get("cursor")
    due = queries.due(request.user)
    page = queries.board(request.user, side=side, ended=ended, cursor=cursor, above=due)
    context: dict[str, Any] = {"page": page}
    if request.htmx and cursor:  # type: ignore[attr-defined]
        return render(request, "contracts/list.html#rows", context)
    counts = queries.counts(request.user)
    context |= {
        "due": due,
        "side": side.value,
        "ended": ended,
        "counts": counts,
        "sides": _sides(request.user, side, counts),
        "shows": _shows(side, ended),
        "browse_url": _address("discovery:creator-list"),
        "gigs_url": _address("gigs:gig-list"),
    }
    return render(request, "contracts/list.html", context)


@require_GET
@member_required
def contract_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The room. `?milestone=2` puts that milestone in the middle, `&version=2` that version on its stage."""
    room = room_for(
        request.user, public_id, version=_number(request, "version"), position=_number(request, "milestone")
    )
    contract = room.contract
    context: dict[str, Any] = {"room": room}
    if contract.conversation is not None:
        context["thread"] = shown = thread(request.user, contract.conversation)
        if shown is not None and shown.seat.unread:
            mark_read(contract.conversation, request.user, contract.conversation.last_seq)
    return render(request, "contracts/detail.html", context)


def _number(request: HttpRequest, name: str) -> int | None:
    """What the address asks for; nothing for what is no small number."""
    wanted = request.GET.get(name, "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 5 else None


def _side(request: HttpRequest) -> Party:
    wanted = request.GET.get("side")
    if wanted in (Party.CLIENT, Party.CREATOR):
        return Party(wanted)
    return Party.CREATOR if request.user.acts_as_creator else Party.CLIENT


def _sides(user: User, side: Party, counts: dict[Party, int]) -> list[dict[str, Any]]:
    """The switch between both sides, for people who have both."""
    labels = {Party.CLIENT: _("Hiring"), Party.CREATOR: _("Working")}
    shown = [
        party
        for party in labels
        if counts[party] or party == side or (user.is_client if party == Party.CLIENT else user.is_creator)
    ]
    url = reverse("contracts:contract-list")
    return [
        {"url": f"{url}?side={party.value}", "label": labels[party], "current": party == side, "count": counts[party]}
        for party in shown
    ]


def _shows(side: Party, ended: bool) -> list[dict[str, Any]]:
    url = f"{reverse('contracts:contract-list')}?side={side.value}"
    return [
        {"url": url, "label": _("Active"), "current": not ended},
        {"url": f"{url}&show=ended", "label": _("Ended"), "current": ended},
    ]


def _address(name: str) -> str:
    """A page of another app, where that app is installed; else the front page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return "/"
