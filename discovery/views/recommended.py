"""What to look at next. Pages of their own, and parts of others that come when they are nearly in view."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import creator_required, member_required
from creators.access import own_profile
from discovery import recommendations
from discovery.seo import Meta
from gigs.models import Gig
from jobs.access import own_job


@require_safe
def gig_similar(request: HttpRequest, slug: str) -> HttpResponse:
    """Gigs like this one."""
    gigs = Gig.objects.visible_to(request.user).select_related("creator__user", "category")
    gig = get_object_or_404(gigs, slug=slug)
    found = recommendations.gigs_like(gig, request.user)
    return _page(request, found, _("More like it"), gig.title, gig.get_absolute_url(), "gigs")


@require_safe
@member_required
def job_creators(request: HttpRequest, slug: str) -> HttpResponse:
    """For a client: who fits a job of theirs."""
    job = own_job(request.user, slug)
    found = recommendations.creators_for(job, request.user)
    return _page(request, found, _("Creators who fit"), job.title, job.get_absolute_url(), "creators")


@require_safe
@creator_required
def jobs_for_you(request: HttpRequest) -> HttpResponse:
    """For a creator: what they could bid on."""
    found = recommendations.jobs_for(own_profile(request.user), request.user)
    return _page(request, found, _("Jobs for you"), _("By your skills, your rates and when you are free."), "", "jobs")


def _page(request: HttpRequest, found: list, heading: str, about: str, back: str, kind: str) -> HttpResponse:
    context: dict[str, Any] = {
        "found": found,
        "heading": heading,
        "about": about,
        "back": back,
        "kind": kind,
        "meta": Meta(f"{heading}: {about}", about, request.path, hidden=True),
    }
    part = "#row" if request.htmx and not request.htmx.history_restore_request else ""
    return render(request, f"discovery/recommended.html{part}", context)
