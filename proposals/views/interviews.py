"""Interviews: proposed by the client, answered by the creator, called off by either."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import client_required, member_required
from proposals import talk
from proposals.access import interview_for, proposal_for_client
from proposals.actions.answer_interview import accept_interview, decline_interview
from proposals.actions.cancel_interview import cancel_interview
from proposals.actions.propose_interview import propose_interview
from proposals.answering import card_again
from proposals.calendars import calendar_of
from proposals.forms import InterviewForm, ReasonForm
from proposals.models import Interview
from proposals.zones import apart
from reelbyte import clock
from reelbyte.errors import DomainError, Refused


@client_required
@require_http_methods(["GET", "POST"])
def interview_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Up to three times, in my own zone."""
    proposal = proposal_for_client(request.user, public_id)
    form = InterviewForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                said = {name: form.cleaned_data[name] for name in ("minutes", "place", "note")}
                interview = propose_interview(proposal, request.user, starts=form.starts, **said)
            except DomainError as refusal:
                form.add_error(None, str(refusal.message))
                status = refusal.status
            else:
                messages.success(request, _("Proposed. You are told when they answer."))
                return redirect(interview)
    context = {"proposal": proposal, "form": form, "apart": apart(request.user, proposal.creator, clock.now())}
    return render(request, "proposals/interview_new.html", context, status=status)


@member_required
@require_GET
def interview_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """For both: the times in both zones, and what I can do about it."""
    interview = interview_for(request.user, public_id)
    proposal = interview.proposal
    is_client = request.user.pk == proposal.job.client_id
    other = proposal.creator if is_client else proposal.job.client
    context = {
        "interview": interview,
        "proposal": proposal,
        "is_client": is_client,
        "other": other,
        "slots": [(slot, slot.starts_at > clock.now()) for slot in interview.slots.all()],
        "answers": not is_client and interview.may("accept"),
    }
    return render(request, "proposals/interview.html", context)


@member_required
@require_POST
def interview_acceptance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of the times: `slot` is its public id."""
    interview = _to_answer(request, public_id)
    try:
        slot = UUID(request.POST.get("slot", ""))
    except ValueError:
        raise Refused(_("Choose one of the times.")) from None
    interview = accept_interview(interview, request.user, get_object_or_404(interview.slots, public_id=slot))
    messages.success(request, _("Agreed. We remind you both."))
    return _answered(request, interview)


@member_required
@require_POST
def interview_refusal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """None of them."""
    interview = decline_interview(_to_answer(request, public_id), request.user, reason=_reason(request))
    messages.success(request, _("Declined, politely. The client can propose other times."))
    return _answered(request, interview)


@member_required
@require_POST
def interview_cancellation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Called off, by either."""
    interview = cancel_interview(interview_for(request.user, public_id), request.user, reason=_reason(request))
    messages.success(request, _("Cancelled. The other has been told."))
    return redirect(interview)


@member_required
@require_GET
def interview_calendar(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The agreed time, as a file for a calendar."""
    interview = interview_for(request.user, public_id)
    if interview.starts_at is None:
        raise Http404
    return HttpResponse(
        calendar_of(interview, request.user),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="interview.ics"'},
    )


def _to_answer(request: HttpRequest, public_id: UUID) -> Interview:
    """One that was proposed to them; the client does not answer their own."""
    interview = interview_for(request.user, public_id)
    if interview.proposal.creator_id != request.user.pk:
        raise Http404
    return interview


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(_("A reason has up to 300 characters."))
    return form.cleaned_data["reason"]


def _answered(request: HttpRequest, interview: Interview) -> HttpResponse:
    """On the card in the chat it stays there; from its page it goes back to it."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(interview)
    return card_again(request, talk.conversation_of(interview.proposal), talk.INTERVIEW, str(interview.public_id))
