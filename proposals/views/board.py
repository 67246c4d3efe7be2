"""The client's side: all proposals of a job, some side by side, and one of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import client_required
from jobs.access import own_job
from proposals.access import proposal_for_client
from proposals.actions.see import see
from proposals.board import Board, rows
from proposals.forms import DeclineForm, NoteForm
from proposals.models import Proposal
from proposals.queries import earlier, live_interview, whole
from proposals.wording import timeline
from reelbyte import policy


@client_required
@require_GET
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """`?show=` open, shortlist, archived or ended; `?sort=`; narrowed by `?budget=1&free=1&rated=1`."""
    job = own_job(request.user, slug)
    part = "#list" if request.htmx else ""
    return render(request, f"proposals/board.html{part}", {"job": job, "board": Board(job, request.GET)})


@client_required
@require_GET
def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """Up to policy.PROPOSALS_COMPARED_MAXIMUM side by side: `?p=` public ids."""
    job = own_job(request.user, slug)
    wanted = whole(Proposal.objects.for_client(request.user).filter(job=job, public_id__in=_chosen(request)))
    found = list(wanted[: policy.PROPOSALS_COMPARED_MAXIMUM])
    if len(found) < 2:
        messages.info(request, _("Choose two proposals or more to see them side by side."))
        return redirect("proposals:board", job.slug)
    for row in found:
        row.status = see(row, actor=request.user).status
    return render(request, "proposals/comparison.html", {"job": job, "rows": rows(job, found)})


@client_required
@require_GET
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One proposal; that the client has opened it is what its creator sees."""
    see(proposal_for_client(request.user, public_id), actor=request.user)
    proposal = get_object_or_404(whole(Proposal.objects.for_client(request.user)), public_id=public_id)
    row = rows(proposal.job, [proposal])[0]
    context = {
        "row": row,
        "proposal": proposal,
        "job": proposal.job,
        "versions": earlier(proposal),
        "interview": live_interview(proposal),
        "timeline": timeline(proposal, for_client=True),
        "offer": proposal.offers.first(),
        "decline_form": DeclineForm(auto_id="decline_%s"),
        "note_form": NoteForm(initial={"text": row.note}, auto_id="note_%s"),
        "can": {name: proposal.may(name) for name in ("shortlist", "unshortlist", "decline", "interview", "offer")},
    }
    return render(request, "proposals/review.html", context)


def _chosen(request: HttpRequest) -> list[UUID]:
    chosen = []
    for text in request.GET.getlist("p")[: 2 * policy.PROPOSALS_COMPARED_MAXIMUM]:
        try:
            chosen.append(UUID(text))
        except ValueError:
            continue
    return chosen
