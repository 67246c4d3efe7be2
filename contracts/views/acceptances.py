"""Accepting a version."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import member_required
from contracts.access import milestone_for
from contracts.actions.accept import accept
from contracts.answers import room_answer
from contracts.forms import VersionForm
from contracts.transitions import Party
from reelbyte.errors import Refused


@require_POST
@member_required
def acceptance_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Accept the version the page showed, and release the money for it."""
    milestone = milestone_for(request.user, public_id, as_party=Party.CLIENT)
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is out of date. Load it again."))
    accept(request.user, milestone, version=form.cleaned_data["version"])
    return room_answer(request, milestone.contract)
