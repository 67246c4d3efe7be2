"""The brief of an order."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from contracts.access import contract_for
from contracts.actions.answer_brief import answer_brief, is_editable
from contracts.forms import BriefForm
from contracts.transitions import Party


@require_http_methods(["GET", "POST"])
@member_required
def brief_update(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer the creator's questions; the answers may be changed until something is delivered."""
    contract = contract_for(request.user, public_id)
    if contract.party_of(request.user) != Party.CLIENT:
        raise Http404
    questions = list(contract.brief.all())
    form = BriefForm(questions, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if answer_brief(request.user, contract, form.answers()):
            messages.success(request, _("Your answers are with the creator."))
        return redirect(contract)
    context = {"contract": contract, "form": form, "is_open": is_editable(contract)}
    status = 422 if request.method == "POST" else 200
    return render(request, "contracts/brief.html", context, status=status)
