"""The legal moves of a video, as one table, and the one way to make them."""

from django.contrib.auth.base_user import AbstractBaseUser

from reelbyte.errors import Conflict
from videos import broadcasts
from videos.models import Video, VideoEvent

Status = Video.Status

LEGAL: dict[str, tuple[str, ...]] = {
    Status.UPLOADING: (Status.UPLOADED, Status.FAILED),
    Status.UPLOADED: (Status.PROCESSING, Status.FAILED),
    # To itself: the next worker takes over from one that was lost.
    Status.PROCESSING: (Status.PROCESSING, Status.READY, Status.FAILED),
    Status.FAILED: (Status.UPLOADED,),
    # By staff, and back when they were wrong.
    Status.READY: (Status.TAKEN_DOWN,),
    Status.TAKEN_DOWN: (Status.READY,),
}


def move(video: Video, to: str, *, actor: AbstractBaseUser | None = None, detail: str = "", **fields: object) -> None:
    """Write the new status with `fields` and its event; tell the owner's open pages on commit.

    The row must be locked. Raises Conflict for a move that is not in the table.
    """
    before = video.status
    if to not in LEGAL[before]:
        raise Conflict
    if to != Status.FAILED:
        fields = {"failure": "", "failure_kind": "", "failure_log": "", **fields}
    for name, value in {"status": to, **fields}.items():
        setattr(video, name, value)
    video.save(update_fields=["status", *fields])
    VideoEvent.objects.create(
        video=video, actor_id=actor.pk if actor else None, from_status=before, to_status=to, detail=detail
    )
    broadcasts.push_status(video)
