"""Take the next bytes of an upload."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from reelbyte import policy
from reelbyte.errors import Conflict, Refused
from videos import incoming
from videos.access import video_for
from videos.actions.mark_failed import refuse
from videos.errors import WrongOffset
from videos.models import Video
from videos.sniff import HEAD, looks_like_video


def append_chunk(owner: AbstractBaseUser, public_id: UUID, offset: int, data: bytes) -> Video:
    """Append `data` at `offset` (bytes), under the row's lock; the row then says how far the upload is.

    Raises WrongOffset with the right one, Refused for a chunk that is too large, leads past the announced size or
    begins no video (the upload has then failed), Conflict for one that is not being uploaded, NoSpace.
    """
    if len(data) > policy.UPLOAD_CHUNK_BYTES:
        raise Refused(
            _("A part of an upload is at most %(most)s.") % {"most": filesizeformat(policy.UPLOAD_CHUNK_BYTES)}
        )
    refusal: Exception | None = None
    with transaction.atomic():
        video = video_for(owner, public_id, lock=True)
        if video.status != Video.Status.UPLOADING:
            raise Conflict(_("This upload is not open any more."))
        # A disk that lost what it had promised: go on from what is really there.
        have = min(video.received, incoming.size(video))
        if offset != have:
            refusal = WrongOffset(have)
        elif have + len(data) > video.size:
            raise Refused(_("More has arrived than was announced: start this upload again."))
        elif offset < HEAD and not _begins_video(video, offset, data):
            refusal = refuse(video, _("This is not a video we can read: upload an MP4, MOV, WebM or MKV file."))
        else:
            incoming.append(video, offset, data)
            have += len(data)
        if have != video.received:
            video.received = have
            video.save(update_fields=["received"])
    if refusal:
        raise refusal
    return video


def _begins_video(video: Video, offset: int, data: bytes) -> bool:
    """Judged as soon as enough is here; a first chunk of a few bytes is joined with what follows."""
    head = incoming.path(video).read_bytes()[:offset] if offset else b""
    head += data[:HEAD]
    if len(head) >= HEAD:
        return looks_like_video(head)
    # Too little yet to tell, unless this is all there will be.
    return len(head) < video.size
