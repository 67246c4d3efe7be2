"""The client's side of invitations: from a job's page, and from a creator's."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import client_required
from creators.access import profile_for
from creators.models import CreatorProfile
from jobs.access import own_job
from jobs.actions.invite import invite
from jobs.forms import InvitationForm
from jobs.models import Job
from jobs.queries import candidates, invited_to, jobs_to_invite_to
from reelbyte import policy
from reelbyte.errors import Refused


@client_required
@require_http_methods(["GET", "POST"])
def invitation_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was invited and what they said; find others by `?q=`, and POST `creator` (public id) to invite one."""
    job = own_job(request.user, slug)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        creator = _creator(request)
        invite(job, creator.user, message=form.cleaned_data["message"])
        messages.success(request, _("%(name)s is invited.") % {"name": creator.name})
        if not request.htmx:
            return redirect(request.get_full_path())
    words = request.GET.get("q", "")
    invited = invited_to(job)
    context = {
        "job": job,
        "form": InvitationForm(),
        "words": words,
        "found": candidates(job, words) if job.is_open else [],
        "invited": invited,
        "left": max(policy.JOB_INVITATIONS_MAXIMUM - len(invited), 0),
    }
    part = "#both" if request.method == "POST" else "#found"
    return render(request, f"jobs/invitations.html{part if request.htmx else ''}", context)


@client_required
@require_http_methods(["GET", "POST"])
def invitation_choose(request: HttpRequest, handle: str) -> HttpResponse:
    """From a creator's page: which of my open jobs?"""
    profile = profile_for(request.user, handle)
    jobs = jobs_to_invite_to(request.user, profile.user)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        job = get_object_or_404(Job.objects.owned_by(request.user), slug=request.POST.get("job", ""))
        invite(job, profile.user, message=form.cleaned_data["message"])
        messages.success(request, _("%(name)s is invited to “%(title)s”.") % {"name": profile.name, "title": job.title})
        return redirect(profile)
    context = {"profile": profile, "jobs": jobs, "form": form, "can": any(not job.asked for job in jobs)}  # type: ignore[attr-defined]
    return render(request, "jobs/invite.html", context)


def _creator(request: HttpRequest) -> CreatorProfile:
    try:
        public_id = UUID(request.POST.get("creator", ""))
    except ValueError:
        raise Refused(_("Choose whom to invite.")) from None
    profiles = CreatorProfile.objects.visible_to(request.user).select_related("user")
    return get_object_or_404(profiles, public_id=public_id)
