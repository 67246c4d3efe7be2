"""Milestones as they are proposed, reworded and agreed to."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from contracts import rules
from contracts.access import contract_for, milestone_for
from contracts.actions.add_milestone import add_milestone
from contracts.actions.agree import agree
from contracts.actions.edit_milestone import edit_milestone
from contracts.answers import room_answer
from contracts.forms import AgreementForm, MilestoneForm
from contracts.models import Contract, Milestone
from contracts.rules import Editing
from creators.fields import AmountField
from reelbyte.errors import Refused
from reelbyte.money import Money


@require_http_methods(["GET", "POST"])
@member_required
def milestone_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose another milestone to the other side."""
    contract = contract_for(request.user, public_id)
    form = MilestoneForm(request.POST or None, currency=contract.currency, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            milestone = add_milestone(
                request.user,
                contract,
                key=given["key"] or uuid4(),
                title=given["title"],
                scope=given["scope"],
                amount=given["amount"],
                days=given["days"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Proposed. It can be paid for once the other side has agreed."))
            return redirect(f"{contract.get_absolute_url()}?milestone={milestone.position}")
    return _page(request, contract, form)


@require_http_methods(["GET", "POST"])
@member_required
def milestone_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All of what one has proposed, until it is agreed to; then the client its words, until it is paid for."""
    milestone = milestone_for(request.user, public_id)
    contract = milestone.contract
    party, is_own = contract.party_of(request.user), milestone.proposed_by_id == request.user.pk
    editing = rules.editing(milestone, party, is_own=is_own)
    form = MilestoneForm(
        request.POST or None,
        currency=contract.currency,
        words_only=editing == Editing.WORDS,
        initial={
            "title": milestone.title,
            "scope": milestone.scope,
            "price": AmountField.typed(milestone.amount),
            "days": milestone.delivery_days,
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            edit_milestone(
                request.user,
                milestone,
                title=given["title"],
                scope=given["scope"],
                amount=given.get("amount"),
                days=given.get("days"),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{contract.get_absolute_url()}?milestone={milestone.position}")
    return _page(request, contract, form, milestone=milestone, editing=editing)


@require_POST
@member_required
def agreement_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree to the milestone as the page showed it."""
    milestone = milestone_for(request.user, public_id)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is out of date. Load it again."))
    seen = Money(form.cleaned_data["amount_minor"], milestone.currency)
    agree(request.user, milestone, amount=seen, days=form.cleaned_data["days"])
    return room_answer(request, milestone.contract)


def _page(
    request: HttpRequest,
    contract: Contract,
    form: MilestoneForm,
    *,
    milestone: Milestone | None = None,
    editing: Editing | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "contract": contract,
        "form": form,
        "milestone": milestone,
        "is_open": contract.is_active if milestone is None else editing is not None,
        "words_only": editing == Editing.WORDS,
        "counterparty": contract.counterparty_of(request.user),
        "is_client": request.user.pk == contract.client_id,
    }
    return render(request, "contracts/milestone.html", context, status=422 if request.method == "POST" else 200)
