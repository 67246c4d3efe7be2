"""Forget an upload that is not complete, or a file that was refused."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404
from django.utils.translation import gettext as _

from reelbyte.errors import Conflict
from videos import originals
from videos.access import video_for
from videos.models import Video


def cancel_upload(owner: AbstractBaseUser, public_id: UUID) -> None:
    """Remove the row and its bytes. Gone already: returns. Raises Conflict once it is in use or being worked on."""
    with transaction.atomic():
        try:
            video = video_for(owner, public_id, lock=True)
        except Http404:
            return
        if video.status not in (Video.Status.UPLOADING, Video.Status.FAILED):
            raise Conflict(_("This upload is complete already."))
        forget(video)


def forget(video: Video) -> None:
    """Delete the row, then the file: a file without a row is swept, a row without a file would be a lie.

    The row must be locked. Raises Conflict when something points to it.
    """
    copy = Video(public_id=video.public_id, original_key=video.original_key)
    try:
        video.delete()
    except ProtectedError:
        raise Conflict(_("This video is used elsewhere: take it away there first.")) from None
    transaction.on_commit(lambda: originals.remove(copy))
