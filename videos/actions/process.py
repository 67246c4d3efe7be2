"""The whole work on one video, from the uploaded file to rows and files. Called by the outbox, in a media worker."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from reelbyte import outbox, policy
from videos import originals, placement, renditions, workplace
from videos.actions.mark_failed import mark_failed
from videos.actions.mark_ready import mark_ready
from videos.actions.report_progress import report_progress
from videos.actions.start_processing import start_processing
from videos.backends.base import Probe, Rendered, backend
from videos.errors import LeaseLost, ProcessingFailed, Unacceptable
from videos.limits import limits_for
from videos.models import Video

logger = logging.getLogger(__name__)

RENEW_EVERY = 20.0  # seconds, well within the lease
REPORT_EVERY = 1.0  # seconds


def process(video_id: int, run: int) -> None:
    """Do that run if it is still wanted. Safe to call again at any time, and after any crash.

    Nothing is written to rows before the end; keys are the same in every run; a killed worker's folder is swept.
    """
    video = start_processing(video_id, run)
    if video is None:
        return
    pulse = Pulse(video)
    try:
        with workplace.folder() as folder:
            _work(video, folder, pulse)
    except Unacceptable as refusal:
        mark_failed(video, str(refusal), refused=True)
    except ProcessingFailed as failure:
        mark_failed(video, str(failure), refused=False, log=failure.log)
    except LeaseLost:
        logger.warning("video %s was taken over by another worker", video.public_id)


class Pulse:
    """Called often while work goes on: keeps the lease, and tells how far it is."""

    def __init__(self, video: Video) -> None:
        self.video = video
        self._renewed = self._reported = time.monotonic()

    def __call__(self) -> None:
        """Raises LeaseLost when another worker may have the video."""
        moment = time.monotonic()
        if moment - self._renewed >= RENEW_EVERY:
            self._renewed = moment
            if not outbox.renew():
                raise LeaseLost

    def progress(self, percent: int) -> None:
        """The same, with a number for the owner."""
        self()
        moment = time.monotonic()
        if moment - self._reported >= REPORT_EVERY:
            self._reported = moment
            report_progress(self.video, min(percent, 99))


def _work(video: Video, folder: Path, pulse: Pulse) -> None:
    worker = backend()
    limits = limits_for(video.purpose)
    source = originals.local_path(video, folder, pulse)
    probe = worker.probe(source, max_pixels=limits.pixels, beat=pulse)
    check(probe, video.purpose)
    digest = originals.sha256(source, pulse)
    made = worker.render(
        source,
        probe,
        renditions.kinds_for(video.purpose),
        folder,
        watermark=watermark(video),
        progress=pulse.progress,
    )
    placed = [_place(video, file, pulse) for file in made]
    originals.keep(video, pulse)
    mark_ready(video, probe, digest, placed)


def check(probe: Probe, purpose: str) -> None:
    """Raises Unacceptable when the film is longer, larger or faster than that purpose allows."""
    limits = limits_for(purpose)
    if probe.seconds > limits.seconds:
        raise Unacceptable(
            _("This video is %(length)s long; here it may be at most %(most)s.")
            % {"length": _clock(probe.seconds), "most": _clock(limits.seconds)}
        )
    if probe.pixels > limits.pixels:
        raise Unacceptable(
            _("This picture has %(width)d × %(height)d pixels, more than we take here: export it smaller.")
            % {"width": probe.width, "height": probe.height}
        )
    if probe.fps > policy.VIDEO_MAXIMUM_FPS:
        raise Unacceptable(
            _("This video says it has %(fps)d frames a second; at most %(most)d are taken.")
            % {"fps": int(probe.fps), "most": policy.VIDEO_MAXIMUM_FPS}
        )


def watermark(video: Video) -> str:
    """What is burned into a review copy: whose work it is, as far as the font has the letters."""
    name = video.owner.display_name
    if not name.isprintable() or any(ord(letter) > 0xFF for letter in name):  # noqa: PLR2004 - the font is Latin
        name = video.public_id.hex[-8:].upper()
    return f"{_('Review copy')} · {name} · ReelByte"


def _place(video: Video, file: Rendered, beat: Callable[[], None]) -> tuple[Rendered, str, str]:
    storage, key = renditions.place_of(video, file.kind)
    placement.place(storage, key, file.path, beat=beat)
    return file, storage, key


def _clock(seconds: float) -> str:
    return Video(duration_ms=round(seconds * 1000)).duration_label
