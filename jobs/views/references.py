"""What stands behind a job's page: its references, for who may read it, and its NDA."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import creator_required
from jobs.access import readable_file, visible_job
from jobs.actions.accept_nda import accept_nda
from jobs.forms import NdaForm
from reelbyte.errors import Refused
from reelbyte.ranges import file_response

PREVIEW_KEPT = "private, max-age=86400"  # by the browser only; its address never shows anything else


@require_GET
def file_detail(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponseBase:
    """A file, as a download and never as a page of this site."""
    row = readable_file(request.user, slug, public_id)
    if not row.file:
        raise Http404
    return file_response(
        request, "private", str(row.file.name), content_type=row.content_type, filename=row.name, download=True
    )


@require_GET
def file_preview(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponseBase:
    """A picture as the page shows it: drawn by us, small."""
    row = readable_file(request.user, slug, public_id)
    if not row.preview:
        raise Http404
    return file_response(
        request, "private", str(row.preview.name), content_type="image/webp", cache_control=PREVIEW_KEPT
    )


@creator_required
@require_POST
def nda_acceptance(request: HttpRequest, slug: str) -> HttpResponse:
    """A creator agrees to the wording that was on their page; then they may read the rest."""
    job = visible_job(request.user, slug)
    form = NdaForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Tick the box to agree: it is your signature here."))
    accept_nda(job, request.user, version=form.cleaned_data["version"])
    messages.success(request, _("Agreed. Here is the whole job."))
    return redirect(job)
