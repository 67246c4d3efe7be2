"""To the gateway's page, and back from it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import member_required
from payments import hooks
from payments.access import intent_for
from payments.actions.refresh_intent import refresh_intent
from payments.actions.start_checkout import start_checkout
from payments.gateways.base import Unreachable
from payments.models import PaymentIntent

Status = PaymentIntent.Status


@never_cache
@require_safe
@member_required
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """On to the gateway's checkout. What is paid or over already leads back to where it was begun."""
    intent = intent_for(request.user, public_id)
    if not intent.is_open or intent.status == Status.PROCESSING:
        return redirect(intent.return_url)
    try:
        return redirect(start_checkout(intent, back=reverse("payments:checkout-return", args=[public_id])))
    except Unreachable:
        messages.error(request, _("The payment service does not answer right now. Nothing was taken; try again."))
        return redirect(intent.cancel_url)


@never_cache
@require_safe
@member_required
def come_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The browser says it has paid; the gateway is asked whether that is so."""
    intent = intent_for(request.user, public_id)
    try:
        intent = refresh_intent(intent.pk)
    except Unreachable:
        messages.info(request, _("We are waiting for the payment service to confirm. You need not do anything."))
        return redirect(intent.return_url)
    paid = (
        _("Paid. It goes to the creator at once.")
        if hooks.is_passed_on(intent.escrow_ref)
        else _("Paid. The money is safe in escrow.")
    )
    told: dict[str, tuple[int, str]] = {
        Status.FUNDED: (messages.SUCCESS, paid),
        Status.PROCESSING: (messages.INFO, _("The payment is being processed. This page will know in a moment.")),
        Status.QUARANTINED: (messages.WARNING, _("The payment arrived, but not as agreed. We are looking at it.")),
        Status.RETURNING: (messages.INFO, _("This was paid already. The second payment goes back to your card.")),
        Status.RETURNED: (messages.INFO, _("This was paid already. The second payment went back to your card.")),
        Status.FAILED: (messages.ERROR, _("The payment failed. Nothing was taken.")),
        Status.EXPIRED: (messages.WARNING, _("The checkout had expired. Nothing was taken.")),
    }
    statuses = {part.status for part in intent.together}
    if Status.FUNDED in statuses and len(statuses) > 1:
        text = _("Paid. A part of it is not wanted any more: your history says what goes back to your card.")
        messages.warning(request, text)
    elif intent.status in told:
        messages.add_message(request, *told[intent.status])
    return redirect(intent.return_url)
