"""Originals and files of a delivery: authorised here, on the way to a link that expires."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.access import member_required
from contracts.access import delivered_file_for, delivered_video_for
from reelbyte.ranges import file_response
from videos.signing import ORIGINAL, signed_url


@require_GET
@never_cache
@member_required
def original_download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The creator's own file, untouched: for the creator always, for the client from the release on."""
    link = delivered_video_for(request.user, public_id)
    return redirect(signed_url(link.video, ORIGINAL, download=True))


@require_GET
@never_cache
@member_required
def file_download(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A file beside the videos, as a download and never as a page of this site."""
    row = delivered_file_for(request.user, public_id)
    return file_response(request, "private", row.file.name, filename=row.name, download=True)  # type: ignore[arg-type]
