"""The client's own jobs: the list, and the page on which one is written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import client_required
from creators.models.profile import CURRENCY_CHOICES
from jobs.access import own_job
from jobs.actions.publish import publish
from jobs.actions.save_job import save_job
from jobs.editor import JobEditor
from jobs.models import Job
from jobs.queries import own_jobs
from jobs.readiness import missing
from reelbyte.errors import DomainError
from reelbyte.pagination import paginate

SHOWS = {
    "open": [Job.Status.OPEN],
    "drafts": [Job.Status.DRAFT],
    "ended": [Job.Status.CLOSED, Job.Status.FILLED, Job.Status.EXPIRED],
}
SIZE = 20


@client_required
@require_GET
def job_mine(request: HttpRequest) -> HttpResponse:
    """All of mine, newest first; `?show=` open, drafts or ended."""
    show = request.GET.get("show", "")
    show = show if show in SHOWS else ""
    jobs = own_jobs(request.user)
    if show:
        jobs = jobs.filter(status__in=SHOWS[show])
    page = paginate(jobs, order=("-id",), cursor=request.GET.get("cursor"), size=SIZE)
    context = {"page": page, "show": show, "tabs": _tabs(show)}
    return render(request, "jobs/job_mine.html#rows" if request.htmx else "jobs/job_mine.html", context)


@client_required
@require_http_methods(["GET", "POST"])
def job_create(request: HttpRequest) -> HttpResponse:
    """A new draft, in the currency of their last one."""
    last = Job.objects.owned_by(request.user).order_by("-id").values_list("currency", flat=True).first()
    return _edit(request, Job(client=request.user, currency=last or CURRENCY_CHOICES[0][0]))


@client_required
@require_http_methods(["GET", "POST"])
def job_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """One of mine. What is filled can be read, not changed."""
    return _edit(request, own_job(request.user, slug))


def _edit(request: HttpRequest, job: Job) -> HttpResponse:
    if request.method == "GET":
        return _page(request, JobEditor(request.user, job))
    if "add" in request.POST:
        return _page(request, JobEditor.with_row(request.user, job, request.POST, request.FILES))
    editor = JobEditor(request.user, job, request.POST, request.FILES)
    if not editor.is_valid():
        return _page(request, editor, status=422)
    try:
        job = save_job(request.user, job if job.pk else None, editor.content)
    except DomainError as refusal:
        editor.form.add_error(None, str(refusal.message))
        return _page(request, editor, status=refusal.status)
    return _saved(request, job)


def _saved(request: HttpRequest, job: Job) -> HttpResponse:
    """On to its page; with `publish`, out to creators first."""
    if "publish" not in request.POST or not job.is_draft:
        messages.success(request, _("Saved, and told to everybody concerned.") if job.is_open else _("Saved."))
        return redirect("jobs:job-edit", job.slug) if job.is_draft else redirect(job)
    try:
        job = publish(job, actor=request.user)
    except DomainError as refusal:
        # What it lacks stands on its page; anything else is said here.
        lacks = missing(job)
        messages.warning(request, _("Saved, not published yet.") if lacks else str(refusal.message))
        return redirect("jobs:job-edit", job.slug)
    messages.success(request, _("Your job is open. Invite the creators you have in mind."))
    return redirect("jobs:invitation-create", job.slug)


def _page(request: HttpRequest, editor: JobEditor, status: int = 200) -> HttpResponse:
    job = editor.job
    context = {"editor": editor, "form": editor.form, "job": job, "lacks": missing(job) if job.pk else []}
    return render(request, "jobs/job_edit.html", context, status=status)


def _tabs(show: str) -> list[dict]:
    base = reverse("jobs:job-mine")
    labels = {"": _("All"), "open": _("Open"), "drafts": _("Drafts"), "ended": _("Ended")}
    return [
        {"label": label, "url": f"{base}?show={key}" if key else base, "current": key == show}
        for key, label in labels.items()
    ]
