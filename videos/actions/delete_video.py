"""Delete a film that is finished, with every file of it."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.http import Http404
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reelbyte import outbox
from reelbyte.errors import Conflict, Refused
from videos import originals
from videos.access import video_for
from videos.models import Video

REMOVE_FILES = "videos.remove_files"


def delete_video(owner: AbstractBaseUser, public_id: UUID) -> None:
    """Remove the row, and by the outbox its files. Gone already: returns.

    Raises Refused, saying where, while something shows or has delivered it (each use is a PROTECTed foreign key, so
    that apps above need not be asked), and Conflict for what is not finished: that is `cancel_upload`'s.
    """
    try:
        with transaction.atomic():
            try:
                video = video_for(owner, public_id, lock=True)
            except Http404:
                return
            if not video.is_whole:
                raise Conflict(_("This video is not finished."))
            kept = [[rendition.storage, rendition.key] for rendition in video.renditions.all()]
            kept.append([originals.STORAGE, video.original_key])
            _delete(video)
            outbox.add(REMOVE_FILES, str(public_id), {"files": kept})
    except IntegrityError:
        # Put to use at this very moment: the foreign key is checked as the transaction ends.
        raise Refused(_used([])) from None


def _delete(video: Video) -> None:
    try:
        video.delete()
    except ProtectedError as error:
        raise Refused(_used(error.protected_objects)) from None


def _used(users: object) -> str:
    names = sorted({str(user._meta.verbose_name) for user in users if isinstance(user, Model)})  # type: ignore[attr-defined]
    if not names:
        return _("This film is in use. Take it away there first.")
    return _("This film is in use (%(where)s). Take it away there first; what was delivered stays.") % {
        "where": get_text_list(names, _("and"))
    }
