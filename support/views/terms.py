"""Agreeing to terms that came into force after one joined."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import member_required, safe_next
from reelbyte.errors import Conflict
from support import queries
from support.access import public_page
from support.actions.accept_terms import accept_terms
from support.models import PageVersion
from support.models.page import TERMS

LONGEST_ID = 18  # digits that fit a bigint


@require_http_methods(["GET", "POST"])
@member_required
def terms_acceptance(request: HttpRequest) -> HttpResponse:
    """The terms in force, whole, and the one button; afterwards one goes on to where one was going."""
    going_to = safe_next(request)
    if request.method == "POST":
        sent = request.POST.get("version", "")
        if not sent.isdecimal() or len(sent) > LONGEST_ID:
            raise Conflict
        accept_terms(request.user, get_object_or_404(PageVersion, pk=int(sent)))
        return redirect(going_to)
    if request.user.terms_due_at is None:
        return redirect(going_to)
    shown = queries.shown(public_page(TERMS))
    return render(request, "support/acceptance.html", {"shown": shown, "next": going_to})
