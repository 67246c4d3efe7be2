"""Staff take a film down, and give it back when they were wrong."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from reelbyte import audit, outbox
from reelbyte.errors import Conflict, Refused
from videos import hooks
from videos.models import Video
from videos.transitions import move

MOVE_FILES = "videos.move_files"
Status = Video.Status


def take_down(video: Video, *, actor: User, reason: str) -> Video:
    """Wherever it was shown, nobody but its owner and staff watches it from now on, and it can be shown nowhere else.

    Raises Refused without a reason and for what is not public, Conflict for what is not ready.
    """
    if not reason.strip():
        raise Refused(_("Say why: its owner reads it."))
    if not video.is_public:
        raise Refused(_("Only a film of a portfolio or a gig can be taken down."))
    return _move(video, Status.TAKEN_DOWN, actor, reason)


def restore(video: Video, *, actor: User, reason: str) -> Video:
    """It is where it was before. Raises Conflict for what was not taken down."""
    return _move(video, Status.READY, actor, reason)


@transaction.atomic
def _move(video: Video, to: str, actor: User, reason: str) -> Video:
    locked = Video.objects.select_for_update(no_key=True).get(pk=video.pk)
    if locked.status == to:
        return locked
    if locked.status not in Video.WHOLE:
        raise Conflict(_("This film is not finished."))
    move(locked, to, actor=actor, detail=reason)
    # Its files follow: what was taken down has no plain address.
    outbox.add(MOVE_FILES, f"{locked.public_id}:{locked.events.count()}", {"video_id": locked.pk})
    audit.record(actor, "videos.taken_down" if to == Status.TAKEN_DOWN else "videos.restored", locked, reason)
    (hooks.announce_hidden if to == Status.TAKEN_DOWN else hooks.announce_ready)(locked)
    return locked
