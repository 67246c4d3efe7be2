"""The work is done: a video can be watched."""

from collections.abc import Sequence

from django.db import transaction

from reelbyte import clock
from videos import hooks
from videos.backends.base import Probe, Rendered
from videos.models import Rendition, Video
from videos.transitions import move


def mark_ready(attempted: Video, probe: Probe, sha256: str, rendered: Sequence[tuple[Rendered, str, str]]) -> bool:
    """Write measures, renditions (each with its storage and key) and status in one transaction; call the hooks in it.

    False, and nothing written, when another attempt has taken over.
    """
    with transaction.atomic():
        video = Video.objects.select_for_update(no_key=True).get(pk=attempted.pk)
        if video.status != Video.Status.PROCESSING or (video.run, video.attempt) != (attempted.run, attempted.attempt):
            return False
        write_ready(video, probe, sha256, rendered)
    return True


def write_ready(video: Video, probe: Probe, sha256: str, rendered: Sequence[tuple[Rendered, str, str]]) -> None:
    """The rows of a finished video; it must be locked."""
    video.renditions.all().delete()
    Rendition.objects.bulk_create(
        Rendition(
            video=video,
            kind=file.kind,
            storage=storage,
            key=key,
            content_type=file.content_type,
            width=file.width,
            height=file.height,
            size=file.size,
        )
        for file, storage, key in rendered
    )
    move(
        video,
        Video.Status.READY,
        sha256=sha256,
        progress=100,
        container=probe.container,
        codec=probe.codec,
        width=probe.width,
        height=probe.height,
        rotation=probe.rotation,
        duration_ms=probe.duration_ms,
        fps_num=probe.fps_num,
        fps_den=probe.fps_den,
        frames=probe.frames,
        has_audio=probe.has_audio,
        ready_at=clock.now(),
    )
    hooks.announce_ready(video)
