"""Private files, by signed and expiring links only."""

from uuid import UUID

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from reelbyte.ranges import file_response
from videos import originals, signing
from videos.models import Rendition, Video


@require_safe
def private_file(request: HttpRequest, public_id: UUID, kind: str, ticket: str) -> HttpResponseBase:
    """The file the ticket was made for, whole or in ranges; 404 for any other ticket, and after it has expired.

    No sign-in is asked: whoever gave the ticket out has authorised its holder.
    """
    try:
        download = signing.verify(public_id, kind, ticket)
    except BadSignature:
        raise Http404 from None
    video = Video.objects.filter(public_id=public_id, status__in=Video.WHOLE).first()
    if video is None:
        raise Http404
    if kind == signing.ORIGINAL:
        place, key, content_type = originals.STORAGE, video.original_key, originals.content_type(video)
        name = video.original_name
    else:
        rendition = Rendition.objects.filter(video=video, kind=kind).first()
        if rendition is None:
            raise Http404
        place, key, content_type = rendition.storage, rendition.key, rendition.content_type
        name = f"{video.original_name.rpartition('.')[0] or video.original_name}-{kind}.{key.rpartition('.')[2]}"
    return file_response(request, place, key, content_type=content_type, filename=name, download=download)
