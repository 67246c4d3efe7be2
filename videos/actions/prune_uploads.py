"""Remove what was never finished: abandoned uploads, files without a row, originals that nobody retried."""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from reelbyte import clock, policy
from videos import incoming, originals
from videos.actions.cancel_upload import forget
from videos.models import Video

BATCH = 500


def prune_uploads() -> int:
    """Everything that is due by policy. Returns how many were removed."""
    removed = sum(_one(video_id, _abandon) for video_id in _due(Video.Status.UPLOADING, policy.UPLOAD_ABANDONED))
    removed += sum(_one(video_id, _let_go) for video_id in _due(Video.Status.FAILED, policy.FAILED_ORIGINAL_KEPT))
    return removed + sum(_strays())


def _due(status: str, age: timedelta) -> list[int]:
    waiting = Video.objects.filter(status=status, updated_at__lt=clock.now() - age)
    if status == Video.Status.FAILED:
        waiting = waiting.filter(failure_kind=Video.FailureKind.BROKEN)
    return list(waiting.order_by("updated_at").values_list("pk", flat=True)[:BATCH])


def _one(video_id: int, act: Callable[[Video], int]) -> int:
    """Lock the row and look again: a chunk may have arrived meanwhile, and then its upload is not abandoned."""
    with transaction.atomic():
        video = Video.objects.select_for_update(skip_locked=True).filter(pk=video_id).first()
        return act(video) if video is not None else 0


def _abandon(video: Video) -> int:
    if video.status != Video.Status.UPLOADING or video.updated_at >= clock.now() - policy.UPLOAD_ABANDONED:
        return 0
    forget(video)
    return 1


def _let_go(video: Video) -> int:
    if not video.can_retry:
        return 0
    video.failure = _("This was not processed within %(days)d days, and its file was removed: upload it again.") % {
        "days": policy.FAILED_ORIGINAL_KEPT.days
    }
    video.failure_kind = Video.FailureKind.REFUSED
    video.save(update_fields=["failure", "failure_kind"])
    transaction.on_commit(lambda: originals.remove(video))
    return 1


def _strays() -> Iterator[int]:
    """Files that have no row waiting for them: left when a process died between a row's end and its file's."""
    if not incoming.folder().exists():
        return
    names = {path.name: path for path in incoming.folder().iterdir()}
    for start in range(0, len(names), BATCH):
        some = list(names)[start : start + BATCH]
        known = {uuid.UUID(hex=name) for name in some if _is_id(name)}
        wanted = Video.objects.filter(public_id__in=known).exclude(status__in=Video.WHOLE)
        kept = {public_id.hex for public_id in wanted.values_list("public_id", flat=True)}
        for name in set(some) - kept:
            names[name].unlink(missing_ok=True)
            yield 1


def _is_id(name: str) -> bool:
    try:
        uuid.UUID(hex=name)
    except ValueError:
        return False
    return True
