"""How far the work on a video is."""

from videos.broadcasts import push_status
from videos.models import Video


def report_progress(video: Video, percent: int) -> None:
    """Write it and show it, if this attempt is still the one that counts. No event: it is not a change of state."""
    counts = Video.objects.filter(
        pk=video.pk, status=Video.Status.PROCESSING, run=video.run, attempt=video.attempt, progress__lt=percent
    )
    if counts.update(progress=percent):
        push_status(video)
