"""The review of a contract, and the answer to one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from contracts.access import contract_for
from reviews.access import review_about
from reviews.actions.respond import respond
from reviews.actions.write_review import direction_for, may_review, write_review
from reviews.forms import ResponseForm, ReviewForm


@member_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a review, or read what both wrote once both may."""
    contract = contract_for(request.user, public_id)
    reviews = list(contract.reviews.select_related("author", "subject"))
    mine = next((one for one in reviews if one.author_id == request.user.pk), None)
    theirs = next(
        (one for one in reviews if one.author_id != request.user.pk and one.is_published),
        None,
    )
    form = ReviewForm(direction_for(contract, request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_review(contract, request.user, stars=form.stars, text=form.cleaned_data["text"])
        messages.success(request, _("Thank you. Your review is in."))
        return redirect("reviews:review-create", public_id=public_id)
    context = {
        "contract": contract,
        "other": contract.counterparty_of(request.user),
        "mine": mine,
        "theirs": theirs,
        "form": form if mine is None and may_review(contract) else None,
        "response_form": ResponseForm(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/review.html", context, status=status)


@member_required
@require_POST
def response(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer a review about oneself."""
    about_me = review_about(request.user, public_id)
    form = ResponseForm(request.POST)
    if form.is_valid():
        respond(about_me, request.user, form.cleaned_data["text"])
        messages.success(request, _("Your answer is public."))
    else:
        messages.error(request, _("An answer needs words, at most 2,000 characters."))
    return redirect("reviews:review-create", public_id=about_me.contract.public_id)
