"""Jobs to bid on, and one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discovery import clients, seo
from discovery.listing import listing
from discovery.models import Kind
from jobs.access import may_read
from jobs.forms import NdaForm
from jobs.models import Invitation, Job
from jobs.queries import detail
from proposals.queries import live_of


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """Search, narrow, sort; the state is in the URL."""
    return listing(request, Kind.JOB)


@require_safe
def job_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wanted, by whom, for how much. Its client sees it in any state."""
    job = get_object_or_404(detail(Job.objects.visible_to(request.user)), slug=slug)
    is_own = request.user.pk == job.client_id
    readable = may_read(job, request.user)
    context: dict[str, Any] = {
        "job": job,
        "is_own": is_own,
        "may_read": readable,
        "nda_form": None if readable else NdaForm(initial={"version": job.nda_version}),
        "invitation": _invitation(request, job),
        "bid": live_of(request.user, job) if getattr(request.user, "is_creator", False) and not is_own else None,
        "client": clients.facts(job.client),
        "films": [row.video for row in job.files.all() if row.video and row.video.is_ready] if readable else [],
        "papers": [row for row in job.files.all() if row.file] if readable else [],
        "invited": job.invitations.count() if is_own else 0,
        "meta": seo.of_job(job),
        "crumbs": _crumbs(job),
    }
    return render(request, "discovery/job_detail.html", context)


def _invitation(request: HttpRequest, job: Job) -> Invitation | None:
    if not request.user.is_authenticated or request.user.pk == job.client_id:
        return None
    return job.invitations.filter(creator=request.user).first()


def _crumbs(job: Job) -> list[tuple[str, str]]:
    base = reverse("discovery:job-list")
    crumbs = [(_("Jobs"), base)]
    if job.category.parent:
        crumbs.append((job.category.parent.name, f"{base}?category={job.category.parent.slug}"))
    return [*crumbs, (job.category.name, f"{base}?category={job.category.slug}")]
