"""A video's status, sent to its owner's open pages."""

from django.db import transaction
from django.template.loader import render_to_string

from notifications import live
from videos.models import Video


def push_status(video: Video) -> None:
    """Render the same fragment the page polls for, once this is committed, and swap it wherever it is shown."""
    transaction.on_commit(lambda: _push(video.pk))


def _push(video_id: int) -> None:
    video = Video.objects.with_renditions().filter(pk=video_id).first()
    if video is not None:
        html = render_to_string("videos/status.html", {"video": video, "live": True})
        live.push(video.owner_id, html)
