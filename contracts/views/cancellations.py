"""Calling a milestone off, alone or by agreement."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from contracts import rules
from contracts.access import cancellation_for, milestone_for
from contracts.actions.answer_cancellation import accept_cancellation, decline_cancellation, withdraw_cancellation
from contracts.actions.cancel import IMMEDIATE, cancel, was_delivered
from contracts.actions.request_cancellation import request_cancellation
from contracts.answers import answering
from contracts.forms import CancellationForm
from contracts.rules import Way
from reelbyte import clock


@require_http_methods(["GET", "POST"])
@member_required
def cancellation_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Says first what will happen, then does exactly that or nothing."""
    milestone = milestone_for(request.user, public_id)
    contract = milestone.contract
    if request.method == "POST":
        form = CancellationForm(request.POST)
        if form.is_valid():
            way, reason = Way(form.cleaned_data["way"]), form.cleaned_data["reason"]
            if way in IMMEDIATE:
                cancel(request.user, milestone, way=way, reason=reason)
            else:
                request_cancellation(request.user, milestone, reason=reason)
            return redirect(f"{contract.get_absolute_url()}?milestone={milestone.position}")
    party = contract.party_of(request.user)
    way_now = rules.way_to_cancel(milestone, party, clock.now(), delivered=was_delivered(milestone))
    if request.method == "GET":
        form = CancellationForm(initial={"way": way_now})
    context = {"milestone": milestone, "contract": contract, "form": form, "way": way_now, "party": party.value}
    context["is_one_of_several"] = contract.milestones.count() > 1
    return render(request, "contracts/cancellation.html", context, status=422 if request.method == "POST" else 200)


cancellation_accept = answering(cancellation_for, accept_cancellation)
cancellation_decline = answering(cancellation_for, decline_cancellation)
cancellation_withdraw = answering(cancellation_for, withdraw_cancellation)
