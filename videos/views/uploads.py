"""Uploads in parts: announce, send, ask how far it is, finish, cancel. Answers in JSON; a plain form gets pages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required, safe_next
from reelbyte import policy
from reelbyte.errors import DomainError, Refused
from videos.access import video_for
from videos.actions.append_chunk import append_chunk
from videos.actions.cancel_upload import cancel_upload
from videos.actions.complete_upload import complete_upload
from videos.actions.create_upload import create_upload
from videos.actions.receive_file import receive_file
from videos.models import Video
from videos.views.answers import described, refused, wants_json

NUMBER_LONGEST = 16  # digits


@member_required
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Announce a file (purpose, filename, size), or send whole ones from a plain form (purpose, files, next)."""
    purpose = request.POST.get("purpose", "")
    try:
        if request.FILES:
            return _received(request, purpose)
        size = request.POST.get("size", "")
        if not _is_number(size):
            raise Refused(_("Choose a file first."))
        video = create_upload(request.user, purpose, filename=request.POST.get("filename", ""), size=int(size))
    except DomainError as error:
        if wants_json(request):
            return refused(error)
        messages.error(request, error.message)  # type: ignore[arg-type]
        return redirect(safe_next(request, "/videos/"))
    return JsonResponse(described(video), status=201)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def chunk(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """GET and HEAD say how far it is (Upload-Offset, bytes); POST takes the bytes that begin at Upload-Offset."""
    try:
        if request.method != "POST":
            return _told(video_for(request.user, public_id))
        offset = request.headers.get("Upload-Offset", "")
        # A form's content type would have its body parsed, and gone, before it gets here.
        if not _is_number(offset) or (request.content_type or "").startswith(("multipart/", "application/x-www-form")):
            raise Refused(_("Say where this part begins, in Upload-Offset."))
        if int(request.headers.get("Content-Length") or 0) > policy.UPLOAD_CHUNK_BYTES:
            raise Refused(_("This part of the upload is too large."))
        data = request.read(policy.UPLOAD_CHUNK_BYTES + 1)
        return _told(append_chunk(request.user, public_id, int(offset), data))
    except DomainError as error:
        return refused(error)


@member_required
@require_POST
def complete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All parts are sent: have it processed."""
    try:
        return JsonResponse(described(complete_upload(request.user, public_id)))
    except DomainError as error:
        return refused(error)


@member_required
@require_POST
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Forget an unfinished upload or a refused file."""
    try:
        cancel_upload(request.user, public_id)
    except DomainError as error:
        if wants_json(request):
            return refused(error)
        raise
    return HttpResponse(status=204) if wants_json(request) else redirect("videos:video-list")


def _received(request: HttpRequest, purpose: str) -> HttpResponse:
    for _name, files in request.FILES.lists():
        for file in files:
            video = receive_file(request.user, purpose, file)
    messages.success(request, _("Your video has arrived and is being prepared."))
    return redirect(safe_next(request, video.get_absolute_url()))


def _told(video: Video) -> HttpResponse:
    response = JsonResponse(described(video))
    response["Upload-Offset"] = str(video.received)
    response["Upload-Length"] = str(video.size)
    return response


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < NUMBER_LONGEST
