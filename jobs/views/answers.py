"""The creator's side of invitations."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import creator_required, safe_next
from jobs.access import own_invitation
from jobs.actions.answer_invitation import answer_invitation
from jobs.forms import AnswerForm
from jobs.queries import invitations_of
from reelbyte.errors import Refused
from reelbyte.pagination import paginate

SIZE = 20


@creator_required
@require_GET
def invitation_list(request: HttpRequest) -> HttpResponse:
    """What I am invited to, newest first."""
    page = paginate(invitations_of(request.user), order=("-id",), cursor=request.GET.get("cursor"), size=SIZE)
    part = "#rows" if request.htmx else ""
    return render(request, f"jobs/invitation_list.html{part}", {"page": page})


@creator_required
@require_POST
def invitation_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Yes, or no."""
    invitation = own_invitation(request.user, public_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Accept or decline, with a reason of up to 300 characters."))
    accept = form.cleaned_data["answer"] == "accept"
    answer_invitation(invitation, accept=accept, actor=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Accepted. The client has been told.") if accept else _("Declined, politely."))
    if request.htmx:
        invitation = own_invitation(request.user, public_id)
        return render(request, "jobs/invitation_list.html#row", {"invitation": invitation})
    return redirect(
        safe_next(request, invitation.job.get_absolute_url() if accept else reverse("jobs:invitation-list"))
    )
