"""Paying for a milestone: on to the checkout."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import member_required
from contracts.access import milestone_for
from contracts.actions.open_funding import open_funding
from contracts.transitions import Party


@require_POST
@member_required
def funding_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open the checkout and send the browser there. What the browser says when it comes back proves nothing."""
    milestone = milestone_for(request.user, public_id, as_party=Party.CLIENT)
    room = milestone.contract.get_absolute_url()
    intent = open_funding(request.user, milestone, return_url=room, cancel_url=room)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": intent.checkout_url})
    return redirect(intent.checkout_url)
