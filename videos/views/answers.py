"""What the uploader's script is told."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from reelbyte import policy
from reelbyte.errors import DomainError
from videos.errors import WrongOffset
from videos.models import Video


def wants_json(request: HttpRequest) -> bool:
    """The script says so; a form of a page does not."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def described(video: Video) -> dict[str, object]:
    """An upload and where its next steps are sent. Sizes in bytes."""
    return {
        "id": str(video.public_id),
        "status": video.status,
        "progress": video.progress,
        "failure": video.failure,
        "offset": video.received,
        "size": video.size,
        "chunk": policy.UPLOAD_CHUNK_BYTES,
        "upload": reverse("videos:upload-chunk", args=[video.public_id]),
        "complete": reverse("videos:upload-complete", args=[video.public_id]),
        "cancel": reverse("videos:upload-cancel", args=[video.public_id]),
        "state": reverse("videos:video-status", args=[video.public_id]),
    }


def refused(error: DomainError) -> HttpResponse:
    """The sentence, and for a part at the wrong place the right one."""
    response = JsonResponse({"error": str(error.message)}, status=error.status)
    if isinstance(error, WrongOffset):
        response["Upload-Offset"] = str(error.offset)
    return response
