"""A file is refused, or the work on it has failed."""

from django.db import transaction

from reelbyte.errors import Refused
from videos import hooks, originals, renditions
from videos.models import Video
from videos.transitions import move

LOG_LONGEST = 4_000  # characters, the end of it


def mark_failed(attempted: Video, reason: str, *, refused: bool, log: str = "") -> bool:
    """Say why, call the hooks, and remove what was made. False when another attempt has taken over.

    `refused`: the file itself is the reason, and is removed; else it is kept for another try.
    """
    with transaction.atomic():
        video = Video.objects.select_for_update(no_key=True).get(pk=attempted.pk)
        if video.status != Video.Status.PROCESSING or (video.run, video.attempt) != (attempted.run, attempted.attempt):
            return False
        if refused:
            refuse(video, reason)
        else:
            fail(video, reason, log=log)
    return True


def refuse(video: Video, reason: str) -> Refused:
    """Fail for good and drop the file; returns the refusal for a caller that raises it after the commit.

    The row must be locked.
    """
    move(video, Video.Status.FAILED, detail=reason, failure=reason, failure_kind=Video.FailureKind.REFUSED)
    hooks.announce_failed(video)
    transaction.on_commit(lambda: originals.remove(video))
    return Refused(reason)


def fail(video: Video, reason: str, *, log: str = "") -> None:
    """Fail so that it may be tried again. The row must be locked."""
    move(
        video,
        Video.Status.FAILED,
        detail=reason,
        failure=reason,
        failure_kind=Video.FailureKind.BROKEN,
        failure_log=log[-LOG_LONGEST:],
    )
    hooks.announce_failed(video)
    transaction.on_commit(lambda: renditions.remove(video))
