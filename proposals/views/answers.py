"""What a client does about a proposal: each is a thing that is made, or taken away, by POST."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import client_required, safe_next
from proposals.access import proposal_for_client
from proposals.actions.archive import archive, unarchive
from proposals.actions.decline import decline
from proposals.actions.note import note
from proposals.actions.shortlist import shortlist, unshortlist
from proposals.board import rows
from proposals.forms import DeclineForm, NoteForm
from proposals.models import Proposal
from proposals.queries import on_board
from reelbyte.errors import Refused


@client_required
@require_POST
def shortlisting_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """In the running."""
    proposal = shortlist(proposal_for_client(request.user, public_id), actor=request.user)
    return _answer(request, proposal, _("On the shortlist. %(name)s has been told."))


@client_required
@require_POST
def shortlisting_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Out of it again, and still on the board."""
    proposal = unshortlist(proposal_for_client(request.user, public_id), actor=request.user)
    return _answer(request, proposal, _("Off the shortlist."))


@client_required
@require_POST
def archiving_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Off the board; the creator does not notice."""
    proposal = archive(proposal_for_client(request.user, public_id), actor=request.user)
    return _answer(request, proposal, _("Archived. %(name)s does not see that."))


@client_required
@require_POST
def archiving_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Back on it."""
    proposal = unarchive(proposal_for_client(request.user, public_id), actor=request.user)
    return _answer(request, proposal, _("Back on the board."))


@client_required
@require_POST
def refusal_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """No, and why."""
    proposal = proposal_for_client(request.user, public_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose a reason: %(name)s reads it.") % {"name": proposal.creator.display_name})
    proposal = decline(proposal, actor=request.user, **form.cleaned_data)
    return _answer(request, proposal, _("Declined. %(name)s has been told why."))


@client_required
@require_POST
def note_update(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """For the client's eyes only; an empty one goes."""
    proposal = proposal_for_client(request.user, public_id)
    form = NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        raise Refused(_("A note has up to 2,000 characters."))
    note(proposal, request.user, form.cleaned_data["text"])
    messages.success(request, _("Noted."))
    if request.htmx:
        return render(request, "proposals/review.html#note", {"proposal": proposal, "note_form": form})
    return redirect(safe_next(request, reverse("proposals:review", args=[public_id])))


def _answer(request: HttpRequest, proposal: Proposal, sentence: str) -> HttpResponse:
    messages.success(request, sentence % {"name": proposal.creator.display_name})
    if request.htmx:
        row = rows(proposal.job, [get_object_or_404(on_board(proposal.job), pk=proposal.pk)])[0]
        return render(request, "proposals/board.html#row", {"row": row})
    return redirect(safe_next(request, reverse("proposals:review", args=[proposal.public_id])))
