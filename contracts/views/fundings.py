"""Paying for milestones: on to the checkout."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from contracts.access import contract_for, milestone_for
from contracts.actions.open_funding import open_funding, open_funding_of
from contracts.bills import bill
from contracts.forms import FundingForm
from contracts.transitions import Party


@require_POST
@member_required
def funding_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open the checkout and send the browser there. What the browser says when it comes back proves nothing."""
    milestone = milestone_for(request.user, public_id, as_party=Party.CLIENT)
    room = milestone.contract.get_absolute_url()
    return _on_to(request, open_funding(request.user, milestone, return_url=room, cancel_url=room).checkout_url)


@require_http_methods(["GET", "POST"])
@member_required
def funding_of_several(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the ticked milestones come to, and the one checkout for all of them."""
    contract = contract_for(request.user, public_id)
    if contract.party_of(request.user) != Party.CLIENT:
        raise Http404
    room = contract.get_absolute_url()
    form = FundingForm(request.POST if request.method == "POST" else request.GET, contract=contract)
    chosen = list(form.cleaned_data["milestones"]) if form.is_valid() else []
    if request.method == "POST":
        intent = open_funding_of(request.user, contract, chosen, return_url=room, cancel_url=room)
        return _on_to(request, intent.checkout_url)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(room)
    context = {"contract": contract, "bill": bill(contract, chosen), "id": f"room-{contract.public_id}"}
    return render(request, "contracts/_funding.html#sum", context)


def _on_to(request: HttpRequest, checkout_url: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": checkout_url})
    return redirect(checkout_url)
