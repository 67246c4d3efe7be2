"""Offers: made, read, answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import member_required
from proposals import offering
from proposals.access import offer_for
from proposals.actions.answer_offer import decline_offer, withdraw_offer
from proposals.actions.counter_offer import counter_offer
from proposals.actions.make_offer import make_offer
from proposals.answering import card_again
from proposals.models import Offer
from proposals.offer_forms import OfferEditor, OfferRefusalForm
from proposals.offer_sources import filled_from, source_of
from proposals.offer_terms import sums_of, terms_of
from reelbyte import policy
from reelbyte.errors import Refused
from reelbyte.pagination import paginate


@require_GET
@member_required
def offer_list(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, mine or theirs; and `?show=ended`, what came of the others."""
    ended = request.GET.get("show") == "ended"
    offers = Offer.objects.of(request.user).select_related("client", "creator")
    offers = offers.exclude(status=Offer.Status.SENT) if ended else offers.open()
    page = paginate(offers, order=("-id",), cursor=request.GET.get("cursor"))
    part = "#rows" if request.htmx and request.GET.get("cursor") else ""  # type: ignore[attr-defined]
    url = reverse("proposals:offer-list")
    shows = [
        {"url": url, "label": _("Open"), "current": not ended},
        {"url": f"{url}?show=ended", "label": _("Ended"), "current": ended},
    ]
    return render(request, f"proposals/offers.html{part}", {"page": page, "ended": ended, "shows": shows})


@require_http_methods(["GET", "POST"])
@member_required
def offer_create(request: HttpRequest) -> HttpResponse:
    """Write it, see what it comes to, send it. The address says to whom and about what."""
    source = source_of(request.user, request.GET)
    editor, is_ready = _read(request, source.initial, source.parts)
    if is_ready:
        try:
            offer = make_offer(
                request.user,
                source.other,
                editor.terms,  # type: ignore[arg-type]
                key=editor.form.cleaned_data["offer_key"],
                is_client=source.is_client,
                proposal=source.proposal,
                gig=source.gig,
            )
        except Refused as refusal:
            editor.form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your offer is with %(name)s.") % {"name": source.other.display_name})
            return redirect(offer)
    context = {"other": source.other, "is_client": source.is_client, "proposal": source.proposal, "gig": source.gig}
    return _page(request, editor, context)


@require_http_methods(["GET", "POST"])
@member_required
def counter_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer an offer with another, which starts as that one."""
    offer = offer_for(request.user, public_id)
    if request.user.pk != offer.answered_by_id:
        raise Http404
    editor, is_ready = _read(request, *filled_from(terms_of(offer)))
    if is_ready:
        try:
            counter = counter_offer(
                request.user,
                offer,
                editor.terms,  # type: ignore[arg-type]
                key=editor.form.cleaned_data["offer_key"],
            )
        except Refused as refusal:
            editor.form.add_error(None, str(refusal))
        else:
            return redirect(counter)
    is_client = request.user.pk == offer.client_id
    return _page(request, editor, {"offer": offer, "other": offer.made_by, "is_client": is_client})


@require_GET
@member_required
def offer_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All of it, with what each side may do about it."""
    offer = offer_for(request.user, public_id)
    is_mine = offer.made_by_id == request.user.pk
    is_open = offer.is_open and not offering.is_over(offer)
    context = {
        "offer": offer,
        "parts": offer.milestones.all(),
        "sums": sums_of(offer),
        "is_mine": is_mine,
        "is_client": offer.client_id == request.user.pk,
        "other": offer.creator if offer.client_id == request.user.pk else offer.client,
        "may_answer": is_open and not is_mine,
        "may_withdraw": offer.is_open and is_mine,
        "is_over": offer.is_open and offering.is_over(offer),
        "counter": offer.counters.first(),
        "refusal_form": OfferRefusalForm(),
        "fee_percent": policy.FEE_BPS / 100,
    }
    return render(request, "proposals/offer.html", context)


@require_POST
@member_required
def offer_refusal_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say no."""
    offer = offer_for(request.user, public_id)
    form = OfferRefusalForm(request.POST)
    decline_offer(request.user, offer, reason=form.cleaned_data["reason"] if form.is_valid() else "")
    return _back(request, offer)


@require_POST
@member_required
def offer_withdrawal_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take one's own back."""
    offer = offer_for(request.user, public_id)
    withdraw_offer(request.user, offer)
    return _back(request, offer)


def _read(request: HttpRequest, initial: dict[str, Any], parts: list[dict[str, Any]]) -> tuple[OfferEditor, bool]:
    """The editor, and whether what was typed is whole, was shown with its sum, and can be sent."""
    if request.method != "POST":
        return OfferEditor(initial=initial, parts=parts), False
    if "sum" in request.POST:
        return OfferEditor(initial=initial, parts=parts, data=request.POST), False
    if "add" in request.POST:
        return OfferEditor.with_row(request.POST), False
    editor = OfferEditor(initial=initial, parts=parts, data=request.POST)
    return editor, editor.is_valid() and editor.was_shown


def _page(request: HttpRequest, editor: OfferEditor, context: dict[str, Any]) -> HttpResponse:
    sums = editor.sums
    context |= {"editor": editor, "sums": sums, "fee_percent": policy.FEE_BPS / 100}
    if "sum" in request.POST:
        return render(request, "proposals/_sums.html", context | {"live": True})
    is_pressed = editor.form.is_bound and "add" not in request.POST
    context["is_checked"] = is_pressed and sums is not None and not editor.form.errors
    status = 422 if editor.form.is_bound and (editor.form.errors or any(editor.rows.errors)) else 200
    return render(request, "proposals/offer_write.html", context, status=status)


def _back(request: HttpRequest, offer: Offer) -> HttpResponse:
    if request.htmx and "card" in request.POST:  # type: ignore[attr-defined]
        return card_again(request, offer.conversation, offering.CARD, str(offer.public_id))
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": offer.get_absolute_url()})
    return redirect(offer)
