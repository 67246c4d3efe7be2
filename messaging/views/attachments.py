"""Files of messages, for those who are in the conversation and for nobody else."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from accounts.access import member_required
from messaging.access import attachment_for

# Whatever the file turns out to be, it can run nothing and reach nothing.
ALONE = "sandbox; default-src 'none'"
PREVIEW_KEPT_SECONDS = 86_400  # by the browser only; its URL never shows anything else


@require_GET
@member_required
def attachment_detail(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The file, for download."""
    attachment = attachment_for(request.user, public_id)
    response = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    return _alone(response, "private, no-store")


@require_GET
@member_required
def attachment_preview(request: HttpRequest, public_id: UUID) -> FileResponse:
    """A picture as it is shown in the conversation: drawn by us, small."""
    attachment = attachment_for(request.user, public_id)
    if not attachment.preview:
        raise Http404
    response = FileResponse(attachment.preview.open("rb"), content_type="image/webp")
    return _alone(response, f"private, max-age={PREVIEW_KEPT_SECONDS}")


def _alone(response: FileResponse, kept: str) -> FileResponse:
    response["Content-Security-Policy"] = ALONE
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = kept
    return response
