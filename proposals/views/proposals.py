"""The creator's own proposals: the list, one of them, and the page on which one is written."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import creator_required
from jobs.access import biddable_job
from jobs.models import Job
from proposals import transitions
from proposals.access import own_proposal, own_template
from proposals.actions.edit_proposal import edit_proposal
from proposals.actions.send_proposal import left_this_week, send_proposal
from proposals.editor import ProposalEditor
from proposals.models import Proposal
from proposals.queries import counts_of, earlier, live_interview, live_of, own_proposals, templates_of, whole
from proposals.wording import timeline
from reelbyte.errors import DomainError, Refused
from reelbyte.pagination import paginate

SHOWS = {"": transitions.LIVE, "ended": transitions.ENDED}
SIZE = 20


@creator_required
@require_GET
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Mine, newest first; `?show=ended` those that are over."""
    show = request.GET.get("show", "")
    show = show if show in SHOWS else ""
    found = own_proposals(request.user).filter(status__in=SHOWS[show])
    context: dict[str, Any] = {"page": paginate(found, order=("-id",), cursor=request.GET.get("cursor"), size=SIZE)}
    if request.htmx:
        return render(request, "proposals/list.html#rows", context)
    context |= {"show": show, "tabs": _tabs(show, counts_of(request.user)), "left": left_this_week(request.user)}
    return render(request, "proposals/list.html", context)


@creator_required
@require_GET
def proposal_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What I sent, where it stands, and what it said before."""
    proposal = get_object_or_404(whole(Proposal.objects.of_creator(request.user)), public_id=public_id)
    context = {
        "proposal": proposal,
        "offer": proposal.offers.first(),
        "timeline": timeline(proposal, for_client=False),
        "versions": earlier(proposal),
        "interview": live_interview(proposal),
        "withdrawable": proposal.may("withdraw"),
    }
    return render(request, "proposals/detail.html", context)


@creator_required
@require_http_methods(["GET", "POST"])
def proposal_create(request: HttpRequest, slug: str) -> HttpResponse:
    """A bid on a job; `?letter=` begins with one of my templates."""
    try:
        job = biddable_job(request.user, slug)
    except Refused as refusal:  # its NDA first, which is on the job's page
        messages.info(request, str(refusal.message))
        return redirect("discovery:job-detail", slug)
    if (known := live_of(request.user, job)) is not None:
        messages.info(request, _("You have proposed on this job already: here it is."))
        return redirect(known)
    return _write(request, job, Proposal(job=job, creator=request.user, currency=job.currency))


@creator_required
@require_http_methods(["GET", "POST"])
def proposal_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Another version, until the client has moved on with it."""
    proposal = own_proposal(request.user, public_id)
    if not proposal.is_editable:
        messages.info(request, _("The client has moved on with this proposal: it can no longer be changed."))
        return redirect(proposal)
    return _write(request, proposal.job, proposal)


def _write(request: HttpRequest, job: Job, proposal: Proposal) -> HttpResponse:
    if request.method == "GET":
        return _page(request, ProposalEditor(job, proposal, letter=_letter(request, request.GET)))
    sent = (job, proposal, request.POST, request.FILES)
    if "sum" in request.POST and request.htmx:
        return render(request, "proposals/write.html#sum", {"editor": ProposalEditor(*sent)})
    if {"add", "sum", "letter"} & request.POST.keys():
        return _page(request, ProposalEditor.unfinished(*sent, letter=_letter(request, request.POST)))
    editor = ProposalEditor(*sent)
    if not editor.is_valid():
        return _page(request, editor, status=422)
    if not editor.was_shown:
        return _page(request, editor, asks=True)
    try:
        proposal = _save(request, job, proposal, editor)
    except DomainError as refusal:
        editor.form.add_error(None, str(refusal.message))
        return _page(request, editor, status=refusal.status)
    return redirect(proposal)


def _save(request: HttpRequest, job: Job, proposal: Proposal, editor: ProposalEditor) -> Proposal:
    if proposal.pk is None:
        sent = send_proposal(job, request.user, editor.content)
        messages.success(request, _("Sent. You see here when the client has read it."))
        return sent
    version = request.POST.get("version", "")
    number = int(version) if version.isdecimal() and len(version) < 5 else 0
    edited = edit_proposal(proposal, request.user, editor.content, version=number)
    messages.success(request, _("Saved. The client sees the new version."))
    return edited


def _letter(request: HttpRequest, data: Any) -> str:
    """The words of the template that was asked for."""
    try:
        public_id = UUID(data.get("letter", ""))
    except ValueError:
        return ""
    return own_template(request.user, public_id).text


def _page(request: HttpRequest, editor: ProposalEditor, *, status: int = 200, asks: bool = False) -> HttpResponse:
    context = {
        "editor": editor,
        "form": editor.form,
        "job": editor.job,
        "proposal": editor.proposal,
        "letters": templates_of(request.user),
        "left": left_this_week(request.user),
        "asks": asks,
    }
    return render(request, "proposals/write.html", context, status=status)


def _tabs(show: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    base = reverse("proposals:proposal-list")
    labels = {"": (_("Open"), counts["open"]), "ended": (_("Ended"), counts["ended"])}
    return [
        {"label": label, "count": count, "url": f"{base}?show={key}" if key else base, "current": key == show}
        for key, (label, count) in labels.items()
    ]
