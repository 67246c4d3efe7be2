"""Try a failed video again."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from reelbyte.errors import Conflict
from videos.access import video_for
from videos.actions.complete_upload import ask_for_processing
from videos.models import Video


def retry(owner: AbstractBaseUser, public_id: UUID) -> Video:
    """Queue another run for the owner. Being worked on or ready already: returns. Raises Conflict if it cannot help."""
    with transaction.atomic():
        video = video_for(owner, public_id, lock=True)
        retry_locked(video, actor=owner)
    return video


def retry_locked(video: Video, *, actor: AbstractBaseUser | None) -> None:
    """The same for staff and commands, who hold the lock on the row themselves."""
    if video.is_working or video.is_ready:
        return
    if not video.can_retry:
        raise Conflict(_("Another try would end the same: upload another file."))
    ask_for_processing(video, actor=actor)
