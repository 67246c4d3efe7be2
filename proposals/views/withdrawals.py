"""A creator takes a proposal back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import creator_required
from proposals.access import own_proposal
from proposals.actions.withdraw import withdraw


@creator_required
@require_POST
def withdrawal_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Off the client's board, for good."""
    proposal = withdraw(own_proposal(request.user, public_id), actor=request.user)
    messages.success(request, _("Withdrawn. You can propose again as long as the job is open."))
    return redirect(proposal)
