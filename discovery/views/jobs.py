"""Jobs to bid on, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.access import may_read, visible_job


@require_safe
def job_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wanted, by whom, for how much. Its client sees it in any state."""
    job = visible_job(request.user, slug)
    return render(request, "discovery/job_detail.html", {"job": job, "may_read": may_read(job, request.user)})
