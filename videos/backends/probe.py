"""What is in a file, found out in a child process that may crash or be killed without harm."""

import json
import os
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from django.utils.translation import gettext as _

from videos.backends import sandbox
from videos.backends.base import Probe
from videos.backends.formats import VIDEO_CODECS, input_options
from videos.errors import ProcessingFailed, Unacceptable

CHILD = Path(__file__).with_name("probe_child.py")
# Opening takes a fraction of a second; counting the packets of a large recording takes as long as reading it.
BUDGET = sandbox.Budget(seconds=300, cpu_seconds=120, file_bytes=1024 * 1024)
SMALLEST = 16  # pixels a side


def probe_file(source: Path, folder: Path, *, max_pixels: int, beat: Callable[[], None]) -> Probe:
    """Measure `source`; `folder` is for the child. Raises Unacceptable; ProcessingFailed if the child dies."""
    arguments = json.dumps([input_options(max_pixels), list(VIDEO_CODECS)])
    try:
        printed = sandbox.run(
            [sys.executable, "-I", str(CHILD), os.fspath(source), arguments], folder, BUDGET, beat=beat
        )
    except sandbox.Stopped as stopped:
        raise ProcessingFailed(
            _("This file could not be examined. Try again, or export it anew."), stopped.log
        ) from None
    found = json.loads(printed)
    if "error" in found:
        raise Unacceptable(_refusal(found))
    return _read(found)


def probe_own(source: Path, *, max_pixels: int) -> Probe:
    """Measure a file that is part of this project: nobody's but ours, so no child has to be started for it."""
    from videos.backends import probe_child

    found = probe_child.main(os.fspath(source), input_options(max_pixels), list(VIDEO_CODECS))
    if "error" in found:
        raise Unacceptable(_refusal(found))
    return _read(found)


def _read(found: dict) -> Probe:
    width, height = found["width"], found["height"]
    aspect = Fraction(*found["sar"])
    if not Fraction(1, 4) <= aspect <= 4:  # noqa: PLR2004 - beyond that it is a mistake, not a lens
        aspect = Fraction(1)
    width = round(width * aspect)
    if found["rotation"] % 180:
        width, height = height, width
    if min(width, height) < SMALLEST:
        raise Unacceptable(_("This picture is too small to watch."))
    if not found["duration"] or not found["rate"] or found["frames"] < 2:  # noqa: PLR2004 - one is a photograph
        raise Unacceptable(_("This is a still picture, not a video."))
    return Probe(
        container=_container(found),
        codec=found["codec"],
        width=width,
        height=height,
        rotation=found["rotation"],
        duration_ms=max(1, round(found["duration"] * 1000)),
        fps_num=found["rate"][0],
        fps_den=found["rate"][1],
        frames=found["frames"],
        has_audio=found["audio_stream"] is not None,
        stream=found["stream"],
        audio_stream=found["audio_stream"],
        transfer=found["transfer"],
    )


def _container(found: dict) -> str:
    """One name of the several that a demuxer goes by."""
    if "matroska" in found["container"]:
        return "webm" if found["codec"] in ("vp8", "vp9", "av1") else "matroska"
    return "mov" if found["brand"].strip() in ("", "qt") else "mp4"


def _refusal(found: dict) -> str:
    if found["error"] == "no_picture":
        return _("There is no picture in this file, only sound.")
    if found["error"] == "codec":
        return _("We cannot play %(codec)s yet: export it as H.264 or ProRes and upload it again.") % {
            "codec": found["codec"] or _("this codec")
        }
    if found["error"] == "pixels":
        return _("This picture has more pixels than we take here: export it smaller.")
    if found["error"] == "undecodable":
        return _("This file is damaged: export it again and upload it.")
    return _("This is not a video we can read: upload an MP4, MOV, WebM or MKV file.")
