"""A whole file from a plain form, for browsers without script."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile

from reelbyte import policy
from videos.actions.append_chunk import append_chunk
from videos.actions.cancel_upload import cancel_upload
from videos.actions.complete_upload import complete_upload
from videos.actions.create_upload import create_upload
from videos.models import Video


def receive_file(owner: AbstractBaseUser, purpose: str, file: UploadedFile) -> Video:
    """Upload `file` through the same steps as a script would, and queue the work.

    Raises what they raise: Refused, TooMany, NoSpace. What is refused half-way leaves nothing behind.
    """
    video = create_upload(owner, purpose, filename=file.name or "", size=file.size or 0)
    try:
        for block in file.chunks(policy.UPLOAD_CHUNK_BYTES):
            video = append_chunk(owner, video.public_id, video.received, block)
        return complete_upload(owner, video.public_id)
    except Exception:
        # The form tells them now, so no failed row has to.
        cancel_upload(owner, video.public_id)
        raise
