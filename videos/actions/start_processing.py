"""A worker takes a video."""

from django.db import transaction
from django.utils.translation import gettext as _

from reelbyte import policy
from videos.actions.mark_failed import fail
from videos.models import Video
from videos.transitions import move


def start_processing(video_id: int, run: int) -> Video | None:
    """The video with a new attempt on it, or None: nothing is left to do for that run.

    A run whose worker was lost policy.VIDEO_ATTEMPTS times has failed: the file may be what kills it.
    """
    with transaction.atomic():
        video = Video.objects.select_for_update(no_key=True).filter(pk=video_id).first()
        if video is None or video.run != run or not video.is_working:
            return None
        if video.attempt >= policy.VIDEO_ATTEMPTS:
            fail(video, _("Processing was interrupted again and again. Try once more, or upload another file."))
            return None
        move(video, Video.Status.PROCESSING, attempt=video.attempt + 1, progress=0)
    return video
