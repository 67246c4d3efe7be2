"""A creator's cover letters to begin from."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import creator_required
from proposals.access import own_proposal, own_template
from proposals.actions.save_template import delete_template, save_template
from proposals.forms import TemplateForm
from proposals.models import ProposalTemplate
from proposals.queries import templates_of
from reelbyte.errors import Refused


@creator_required
@require_GET
def template_list(request: HttpRequest) -> HttpResponse:
    """By name."""
    return render(request, "proposals/letters.html", {"letters": templates_of(request.user)})


@creator_required
@require_http_methods(["GET", "POST"])
def template_create(request: HttpRequest) -> HttpResponse:
    """A new one; `?proposal=` begins with the letter of one of my proposals."""
    return _edit(request, ProposalTemplate(owner=request.user, text=_words(request)))


@creator_required
@require_http_methods(["GET", "POST"])
def template_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change one. What was sent with it stays as it was sent."""
    return _edit(request, own_template(request.user, public_id))


@creator_required
@require_POST
def template_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw one away."""
    delete_template(own_template(request.user, public_id), request.user)
    messages.success(request, _("Deleted."))
    return redirect("proposals:template-list")


def _edit(request: HttpRequest, letter: ProposalTemplate) -> HttpResponse:
    form = TemplateForm(request.POST or None, instance=letter)
    if request.method == "POST" and form.is_valid():
        try:
            save_template(request.user, letter)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("proposals:template-list")
    status = 422 if form.errors else 200
    return render(request, "proposals/letter.html", {"form": form, "letter": letter}, status=status)


def _words(request: HttpRequest) -> str:
    try:
        public_id = UUID(request.GET.get("proposal", ""))
    except ValueError:
        return ""
    return own_proposal(request.user, public_id).cover_letter
