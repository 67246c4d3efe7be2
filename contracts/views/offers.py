"""Accepting an offer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import member_required
from contracts.actions.accept_offer import accept_offer
from proposals.access import offer_for


@require_POST
@member_required
def offer_acceptance_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree to all of it; then on to the room of the contract."""
    contract = accept_offer(offer_for(request.user, public_id), request.user)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": contract.get_absolute_url()})
    return redirect(contract)
