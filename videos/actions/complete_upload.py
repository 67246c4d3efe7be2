"""All of it is here: have it processed."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from reelbyte import outbox
from reelbyte.errors import Conflict
from videos import incoming
from videos.access import video_for
from videos.errors import WrongOffset
from videos.models import Video
from videos.transitions import move


def complete_upload(owner: AbstractBaseUser, public_id: UUID) -> Video:
    """Close the upload and queue the work. Closed already: returns.

    Raises WrongOffset while bytes are missing, Conflict for an upload that has failed.
    """
    with transaction.atomic():
        video = video_for(owner, public_id, lock=True)
        if video.status == Video.Status.FAILED:
            raise Conflict(_("This upload has failed: start it again."))
        if video.status != Video.Status.UPLOADING:
            return video
        if video.received != video.size or incoming.size(video) < video.size:
            raise WrongOffset(min(video.received, incoming.size(video)))
        ask_for_processing(video, actor=owner)
    return video


def ask_for_processing(video: Video, *, actor: AbstractBaseUser | None) -> None:
    """One more run, by an outbox row in the caller's transaction; the row must be locked."""
    move(video, Video.Status.UPLOADED, actor=actor, run=video.run + 1, attempt=0, progress=0)
    outbox.add("videos.process", f"{video.public_id}:{video.run}", {"video_id": video.pk, "run": video.run})
