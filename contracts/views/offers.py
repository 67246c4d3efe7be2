"""Accepting an offer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import member_required
from contracts.actions.accept_offer import accept_offer
from proposals import offering
from proposals.access import offer_for
from proposals.answering import card_again


@require_POST
@member_required
def offer_acceptance_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree to all of it; then on to the room of the contract."""
    offer = offer_for(request.user, public_id)
    contract = accept_offer(offer, request.user)
    if request.htmx and "card" in request.POST and request.user.pk == contract.creator_id:  # type: ignore[attr-defined]
        # They wait for the money and go on talking; a client goes on to pay.
        return card_again(request, offer.conversation, offering.CARD, str(offer.public_id))
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": contract.get_absolute_url()})
    return redirect(contract)
