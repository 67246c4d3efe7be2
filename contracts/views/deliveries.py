"""Delivering a version."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from contracts import transitions as t
from contracts.access import milestone_for
from contracts.actions.deliver import deliver
from contracts.forms import DeliveryForm
from contracts.transitions import Party


@require_http_methods(["GET", "POST"])
@member_required
def delivery_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Videos by the uploader, files and a note with the form."""
    milestone = milestone_for(request.user, public_id, as_party=Party.CREATOR)
    form = DeliveryForm(request.user)
    if request.method == "POST":
        form = DeliveryForm(request.user, request.POST, request.FILES)
        if form.is_valid():
            deliver(request.user, milestone, **form.cleaned_data)
            return redirect(milestone.contract)
    context = {
        "milestone": milestone,
        "contract": milestone.contract,
        "form": form,
        "version": milestone.deliveries.count() + 1,
        "is_open": t.is_open(t.DELIVER, milestone.status, Party.CREATOR),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "contracts/delivery.html", context, status=status)
