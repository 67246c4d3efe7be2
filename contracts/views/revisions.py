"""Requesting changes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from contracts import rules
from contracts.access import milestone_for
from contracts.actions.request_changes import request_changes
from contracts.forms import RevisionForm
from contracts.models import Delivery
from contracts.transitions import Party
from reelbyte import clock


@require_http_methods(["GET", "POST"])
@member_required
def revision_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What should change in the version that waits, counted against the agreed rounds."""
    milestone = milestone_for(request.user, public_id, as_party=Party.CLIENT)
    waiting = milestone.deliveries.filter(status=Delivery.Status.WAITING).first()
    if request.method == "POST":
        form = RevisionForm(request.POST)
        if form.is_valid():
            request_changes(request.user, milestone, **form.cleaned_data)
            return redirect(milestone.contract)
    else:
        form = RevisionForm(initial={"version": waiting.version if waiting else None})
    context = {
        "milestone": milestone,
        "contract": milestone.contract,
        "form": form,
        "waiting": waiting,
        "revision_left": rules.is_revision_left(milestone),
        "silence_over": rules.is_silence_over(milestone, clock.now()),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "contracts/revision.html", context, status=status)
