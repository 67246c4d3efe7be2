"""Disputes: opening one, its page, and what each side does there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import member_required
from contracts import rules
from contracts.access import dispute_file_for, dispute_for, milestone_for, split_for
from contracts.actions.answer_split import accept_split, decline_split
from contracts.actions.offer_split import offer_split
from contracts.actions.open_dispute import open_dispute
from contracts.actions.state_case import state_case
from contracts.actions.withdraw_dispute import withdraw_dispute
from contracts.case import Case
from contracts.forms import DisputeForm, ShareForm, StatementForm
from contracts.models import Dispute
from contracts.transitions import MilestoneStatus, Party
from creators.fields import AmountField
from reelbyte import clock
from reelbyte.money import Money
from reelbyte.ranges import file_response


@require_http_methods(["GET", "POST"])
@member_required
def dispute_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Says first what will happen. While one is live, its page instead."""
    milestone = milestone_for(request.user, public_id)
    contract = milestone.contract
    party = contract.party_of(request.user)
    live = milestone.disputes.live().first()
    if live is not None:
        return redirect(live)
    about = milestone.released if milestone.status == MilestoneStatus.RELEASED else milestone.in_escrow
    wanted = about if party == Party.CLIENT else Money.zero(about.currency)
    form = DisputeForm(about, initial={"share": AmountField.typed(wanted)})
    if request.method == "POST":
        form = DisputeForm(about, request.POST, request.FILES)
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in ("reason", "text", "files")}
            return redirect(open_dispute(request.user, milestone, to_client=form.cleaned_data["share"], **said))
    context = {
        "contract": contract,
        "milestone": milestone,
        "about": about,
        "form": form,
        "counterparty": contract.counterparty_of(request.user),
        "is_open": rules.may_dispute(milestone, party, clock.now()),
    }
    return render(request, "contracts/dispute_new.html", context, status=422 if request.method == "POST" else 200)


@require_GET
@member_required
def dispute_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is waited for, what was said, what was offered; `?live` what of it an open page shows anew."""
    dispute = dispute_for(request.user, public_id)
    if request.htmx and "live" in request.GET:  # type: ignore[attr-defined]
        return render(request, "contracts/dispute.html#live", {**_context(request, dispute), "oob": True})
    return _page(request, dispute)


@require_POST
@member_required
def statement_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say one's side; the other side's first words are its answer."""
    dispute = dispute_for(request.user, public_id)
    form = StatementForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, dispute, statement_form=form)
    state_case(request.user, dispute, **form.cleaned_data)
    return redirect(dispute)


@require_POST
@member_required
def split_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what one would agree to."""
    dispute = dispute_for(request.user, public_id)
    form = ShareForm(dispute.amount, request.POST)
    if not form.is_valid():
        return _page(request, dispute, share_form=form)
    offer_split(request.user, dispute, to_client=form.cleaned_data["share"])
    return redirect(dispute)


@require_POST
@member_required
def split_accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree: the money goes where the offer says."""
    offer = split_for(request.user, public_id)
    accept_split(request.user, offer)
    messages.success(request, _("Settled. The money is on its way."))
    return redirect(offer.dispute)


@require_POST
@member_required
def split_decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Do not agree."""
    offer = split_for(request.user, public_id)
    decline_split(request.user, offer)
    return redirect(offer.dispute)


@require_POST
@member_required
def dispute_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take one's own back: everything goes on where it stood."""
    dispute = dispute_for(request.user, public_id)
    withdraw_dispute(request.user, dispute)
    return redirect(dispute.milestone.contract)


@require_GET
@never_cache
@login_required
def dispute_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Evidence, as a download and never as a page of this site: for both sides, and for staff."""
    row = dispute_file_for(request.user, public_id)
    return file_response(request, "private", row.file.name, filename=row.name, download=True)  # type: ignore[arg-type]


def _page(request: HttpRequest, dispute: Dispute, **forms: Any) -> HttpResponse:
    context = {**_context(request, dispute), **forms}
    return render(request, "contracts/dispute.html", context, status=422 if forms else 200)


def _context(request: HttpRequest, dispute: Dispute) -> dict[str, Any]:
    return {
        "case": Case(dispute, request.user),
        "statement_form": StatementForm(),
        "share_form": ShareForm(dispute.amount),
    }
