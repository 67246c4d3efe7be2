"""Where a job stands: each state is a thing that is made by POST."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import client_required, safe_next
from jobs.access import own_job
from jobs.actions.close import close
from jobs.actions.publish import publish
from jobs.actions.reopen import reopen
from jobs.actions.touch import touch
from jobs.models import Job
from jobs.queries import own_jobs


@client_required
@require_POST
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Out to creators."""
    return _answer(request, publish(own_job(request.user, slug), actor=request.user), _("It is open."))


@client_required
@require_POST
def closure(request: HttpRequest, slug: str) -> HttpResponse:
    """No more proposals."""
    return _answer(request, close(own_job(request.user, slug), actor=request.user), _("Closed: no more proposals."))


@client_required
@require_POST
def reopening(request: HttpRequest, slug: str) -> HttpResponse:
    """Proposals again."""
    return _answer(request, reopen(own_job(request.user, slug), actor=request.user), _("It is open again."))


@client_required
@require_POST
def renewal(request: HttpRequest, slug: str) -> HttpResponse:
    """Still wanted: open for another while."""
    return _answer(request, touch(own_job(request.user, slug)), _("It stays open."))


def _answer(request: HttpRequest, job: Job, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    if request.htmx:
        return render(request, "jobs/job_mine.html#row", {"job": get_object_or_404(own_jobs(request.user), pk=job.pk)})
    return redirect(safe_next(request, job.get_absolute_url()))
