"""Where a gig stands: each state is a thing that is made by POST."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import creator_required
from gigs.access import own_gig
from gigs.actions import pause as pausing
from gigs.actions import submit, withdraw
from gigs.models import Gig


@creator_required
@require_POST
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Out to the public, through staff where they want to see it first."""
    gig = _moved(request, slug, submit.publish)
    _tell(request, _("It is live.") if gig.is_live else _("We look at it and tell you when it is live."))
    return _answer(request, gig)


@creator_required
@require_POST
def withdrawal(request: HttpRequest, slug: str) -> HttpResponse:
    """Back out of review."""
    gig = _moved(request, slug, withdraw.withdraw)
    _tell(request, _("It is a draft again."))
    return _answer(request, gig)


@creator_required
@require_POST
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    """No orders for now."""
    gig = _moved(request, slug, pausing.pause)
    _tell(request, _("Paused: it takes no orders."))
    return _answer(request, gig)


@creator_required
@require_POST
def resumption(request: HttpRequest, slug: str) -> HttpResponse:
    """Orders again."""
    gig = _moved(request, slug, pausing.resume)
    _tell(request, _("It is live."))
    return _answer(request, gig)


def _moved(request: HttpRequest, slug: str, action: Callable[..., Gig]) -> Gig:
    action(own_gig(request.user, slug), actor=request.user)
    return own_gig(request.user, slug)


def _tell(request: HttpRequest, sentence: str) -> None:
    messages.success(request, sentence)


def _answer(request: HttpRequest, gig: Gig) -> HttpResponse:
    if request.htmx:
        return render(request, "gigs/gig_list.html#row", {"gig": gig})
    return redirect("gigs:gig-list")
