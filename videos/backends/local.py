"""ffmpeg on this machine, from the `imageio-ffmpeg` wheel: for development, for the demo, and for a site of its own."""

import os
import tempfile
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import imageio_ffmpeg
from django.utils.translation import gettext as _

from videos.backends import recipes, sandbox
from videos.backends.base import Probe, Progress, Rendered
from videos.backends.formats import input_options
from videos.backends.probe import probe_file
from videos.errors import ProcessingFailed
from videos.renditions import CONTENT_TYPES

# A budget is a minute and then so many seconds for 10^9 pixels of source: six times what it takes on two cores, for
# a busy machine. The longest is shorter than the broker's visibility timeout.
BUDGET_LEAST = 60.0
BUDGET_PER_GIGAPIXEL = 90.0
BUDGET_LONGEST = 11 * 3600.0
# Bytes a second of film; what the recipes' highest bit rates need, three times over.
FILE_BYTES_PER_SECOND = 3_000_000
FILE_BYTES_LEAST = 64 * 1024**2


class LocalBackend:
    """See `videos.backends.base.Backend`."""

    def probe(self, source: Path, *, max_pixels: int, beat: Callable[[], None] = lambda: None) -> Probe:
        with tempfile.TemporaryDirectory(prefix="reelbyte-probe-") as folder:
            return probe_file(source, Path(folder), max_pixels=max_pixels, beat=beat)

    def render(  # noqa: PLR0913 - as the protocol says
        self,
        source: Path,
        probe: Probe,
        kinds: Sequence[str],
        folder: Path,
        *,
        watermark: str,
        progress: Progress,
    ) -> list[Rendered]:
        weights = [recipes.WEIGHTS[kind] for kind in kinds]
        finished: dict[str, Rendered] = {}
        for number, kind in enumerate(kinds):
            job = recipes.Job(source, probe, folder, watermark, review_copy=_review_copy(finished, probe))
            finished[kind] = self._make(kind, job, _share(progress, weights, number))
        return list(finished.values())

    def _make(self, kind: str, job: recipes.Job, told: Callable[[float], None]) -> Rendered:
        recipe = recipes.RECIPES[kind](job)
        target = job.folder / recipe.name
        source = recipe.source or job
        program = [*_input(source.path, source.probe, recipe.before), *recipe.arguments, f"file:{target}"]
        part = [0.0]

        def on_line(line: str) -> None:
            name, _equals, value = line.partition("=")
            if name == "out_time_us" and value.lstrip("-").isdigit() and recipe.seconds:
                part[0] = min(1.0, max(part[0], int(value) / 1e6 / recipe.seconds))

        try:
            sandbox.run(program, job.folder, _budget(job.probe), on_line=on_line, beat=lambda: told(part[0]))
        except sandbox.Stopped as stopped:
            raise ProcessingFailed(_reason(stopped), stopped.log) from None
        if not target.exists() or target.stat().st_size == 0:
            raise ProcessingFailed(_("Nothing could be made of this file."))
        told(1.0)
        return Rendered(
            kind,
            target,
            CONTENT_TYPES[target.suffix[1:]],
            recipe.width,
            recipe.height,
            target.stat().st_size,
        )


def _share(progress: Progress, weights: Sequence[int], number: int) -> Callable[[float], None]:
    """What tells `progress` the whole, out of how far (0 to 1) file `number` is."""
    done, share, whole = sum(weights[:number]), weights[number], sum(weights)
    return lambda part: progress(int(100 * (done + share * part) / whole))


def _review_copy(finished: dict[str, Rendered], probe: Probe) -> recipes.Source | None:
    """The watermarked file, once it is made, as the source of what is made after it."""
    made = finished.get("watermarked_1080")
    if made is None:
        return None
    return recipes.Source(
        made.path,
        Probe(
            container="mp4",
            codec="h264",
            width=made.width,
            height=made.height,
            rotation=0,
            duration_ms=probe.duration_ms,
            fps_num=probe.fps_num,
            fps_den=probe.fps_den,
            frames=probe.frames,
            has_audio=False,
        ),
    )


@cache
def _ffmpeg() -> str:
    return os.path.realpath(imageio_ffmpeg.get_ffmpeg_exe())


def _input(source: Path, probe: Probe, before: Sequence[str]) -> list[str]:
    """The program up to and with its input: everything that makes opening it safe stands before `-i`."""
    # Coded pixels: what is shown may be narrower than what is decoded by the shape of a pixel and by alignment.
    options = input_options(max_pixels=probe.pixels * 4 + 1_000_000)
    told = [part for name, value in options.items() for part in (f"-{name}", value)]
    threads = str(min(4, os.cpu_count() or 1))
    return [
        _ffmpeg(), "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-progress", "pipe:1", "-y",
        "-filter_threads", threads, "-filter_complex_threads", threads,
        *told, "-threads", threads, *before, "-i", f"file:{source}", "-threads", threads,
    ]  # fmt: skip


def _budget(probe: Probe) -> sandbox.Budget:
    gigapixels = Fraction(probe.pixels * max(probe.frames, 1), 10**9)
    seconds = min(BUDGET_LEAST + float(gigapixels) * BUDGET_PER_GIGAPIXEL, BUDGET_LONGEST)
    return sandbox.Budget(
        seconds=seconds,
        cpu_seconds=seconds * min(4, os.cpu_count() or 1),
        file_bytes=FILE_BYTES_LEAST + int(probe.seconds * FILE_BYTES_PER_SECOND),
    )


def _reason(stopped: sandbox.Stopped) -> str:
    if not stopped.in_time:
        return _("This video took longer to process than we allow. Try again, or export it smaller.")
    return _("Something in this file stopped the processing. Try again, or export it as H.264 and upload that.")
