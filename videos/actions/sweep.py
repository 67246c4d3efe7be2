"""Find work that its worker left behind."""

from django.db import transaction
from django.utils.translation import gettext as _

from reelbyte.models import OutboxMessage
from videos import workplace
from videos.actions.mark_failed import fail
from videos.models import Video

BATCH = 200


def sweep() -> int:
    """Remove dead workers' folders; fail videos whose run the outbox has given up. Returns how many of both.

    A run whose worker was killed needs nothing from here: its lease runs out, and the outbox's own sweep has it
    done again.
    """
    return workplace.sweep() + sum(_give_up(video_id) for video_id in _given_up())


def _given_up() -> list[int]:
    dead = OutboxMessage.objects.filter(topic="videos.process", status=OutboxMessage.Status.DEAD)
    waiting = Video.objects.filter(status__in=[Video.Status.UPLOADED, Video.Status.PROCESSING])
    ids = [payload["video_id"] for payload in dead.order_by("-pk").values_list("payload", flat=True)[:BATCH]]
    return list(waiting.filter(pk__in=ids).values_list("pk", flat=True))


def _give_up(video_id: int) -> int:
    with transaction.atomic():
        video = Video.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=video_id).first()
        if video is None or not video.is_working:
            return 0
        message = OutboxMessage.objects.filter(topic="videos.process", key=f"{video.public_id}:{video.run}").first()
        if message is None or message.status != OutboxMessage.Status.DEAD:
            return 0
        fail(video, _("Processing did not work out. Try again; if it fails again, tell us."), log=message.last_error)
        return 1
