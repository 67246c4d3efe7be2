"""Change orders, wishes for more time, and the answers to them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from contracts import rules
from contracts.access import change_for, milestone_for
from contracts.actions.answer_change import accept_change, decline_change, withdraw_change
from contracts.actions.propose_change import ask_extension, propose_change
from contracts.answers import answering
from contracts.forms import ChangeForm, ExtensionForm
from contracts.models import ChangeOrder, Milestone
from contracts.transitions import Party
from creators.fields import AmountField
from reelbyte.errors import Refused


@require_http_methods(["GET", "POST"])
@member_required
def change_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose another price or another time for a milestone that is agreed."""
    milestone = milestone_for(request.user, public_id)
    initial = {
        "price": AmountField.typed(milestone.amount),
        "days": milestone.delivery_days,
        "due": milestone.due_at and localtime(milestone.due_at),
    }
    form = ChangeForm(request.POST or None, milestone=milestone, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            propose_change(
                request.user,
                milestone,
                reason=given["reason"],
                amount=given["amount"],
                days=given.get("days", milestone.delivery_days),
                due_at=given["due_at"] or milestone.due_at,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _proposed(request, milestone)
    context = {"is_open": rules.is_changeable(milestone), "total": milestone.contract.total}
    return _page(request, "contracts/change.html", milestone, form, context)


@require_http_methods(["GET", "POST"])
@member_required
def extension_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The creator asks for more time."""
    milestone = milestone_for(request.user, public_id, as_party=Party.CREATOR)
    later = milestone.due_at and localtime(milestone.due_at) + timedelta(days=2)
    form = ExtensionForm(request.POST or None, initial={"due_at": later})
    if request.method == "POST" and form.is_valid():
        try:
            ask_extension(request.user, milestone, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _proposed(request, milestone)
    context = {"is_open": rules.may_ask_extension(milestone, Party.CREATOR)}
    return _page(request, "contracts/extension.html", milestone, form, context)


change_accept = answering(change_for, accept_change)
change_decline = answering(change_for, decline_change)
change_withdraw = answering(change_for, withdraw_change)


def _proposed(request: HttpRequest, milestone: Milestone) -> HttpResponse:
    messages.success(request, _("Asked. Until there is an answer everything stays as it is."))
    return redirect(f"{milestone.contract.get_absolute_url()}?milestone={milestone.position}")


def _page(
    request: HttpRequest, template: str, milestone: Milestone, form: Any, context: dict[str, Any]
) -> HttpResponse:
    waiting = milestone.change_orders.filter(status=ChangeOrder.Status.OPEN).first()
    context |= {
        "milestone": milestone,
        "contract": milestone.contract,
        "form": form,
        "waiting": waiting,
        "counterparty": milestone.contract.counterparty_of(request.user),
        "is_client": request.user.pk == milestone.contract.client_id,
    }
    return render(request, template, context, status=422 if request.method == "POST" else 200)
