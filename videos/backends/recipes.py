"""How each rendition is made with ffmpeg: pure, arguments out of measures.

Costs and reasons are measured ones: a silent mp4 preview is a seventh of an animated webp; a review copy with a key
frame every 15 frames and no B frames can be stepped exactly in a browser.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from django.conf import settings

from videos.backends.base import Probe

POSTER_LONGEST = 1080  # pixels of the longer side
POSTER_SMALL = 360  # pixels of the shorter side
PREVIEW_WIDTH = 360
PREVIEW_SECONDS = 3.0
FPS_MOST = 60
FPS_PREVIEW = 30
# Work, relative to each other, for the progress bar.
WEIGHTS = {"poster": 2, "poster_small": 2, "preview": 4, "mp4_720": 60, "watermarked_1080": 100, "storyboard": 10}

AUDIO = ("-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000")
# No location, no camera's serial number, no chapter of the original goes out.
CLEAN = ("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1")
MP4 = ("-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4")
# High dynamic range looks grey where it is not supported; iPhones record it by default.
TONEMAP = "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv"
FONT = "static/fonts/geist-latin.woff2"
WATERMARK_ANGLE = math.pi / 7
WATERMARK_STRENGTH = 0.6


@dataclass(frozen=True)
class Source:
    """A file to read from, and its measures."""

    path: Path
    probe: Probe


@dataclass(frozen=True)
class Job:
    """One video's work: what to read, where to write."""

    path: Path
    probe: Probe
    folder: Path
    watermark: str
    review_copy: Source | None = None


@dataclass(frozen=True)
class Recipe:
    """ffmpeg's arguments: `before` the input, `arguments` after it. width and height of the result in pixels."""

    name: str
    width: int
    height: int
    arguments: Sequence[str]
    before: Sequence[str] = ()
    seconds: float = 0  # of output, for progress; 0: too short to tell
    source: Source | None = None  # instead of the original


def fit(probe: Probe, *, shorter: int = 0, longer: int = 0, width: int = 0) -> tuple[int, int]:
    """Even width and height with that side at most so long; never larger than the source."""
    sides = {"shorter": min(probe.width, probe.height), "longer": max(probe.width, probe.height)}
    if width:
        scale = Fraction(width, probe.width)
    elif shorter:
        scale = Fraction(shorter, sides["shorter"])
    else:
        scale = Fraction(longer, sides["longer"])
    scale = min(scale, Fraction(1))
    return _even(probe.width * scale), _even(probe.height * scale)


def poster(job: Job) -> Recipe:
    """One picture from a little way in: the first frame is often black."""
    return _still(job, "poster.webp", quality=80, longer=POSTER_LONGEST)


def poster_small(job: Job) -> Recipe:
    """The same for a card or a thumbnail, which is seldom wider: a quarter of the bytes."""
    return _still(job, "poster_small.webp", quality=70, shorter=POSTER_SMALL)


def preview(job: Job) -> Recipe:
    """Three silent seconds for a card that is hovered."""
    width, height = fit(job.probe, width=PREVIEW_WIDTH)
    start = max(0.0, min(job.probe.seconds * 0.15, job.probe.seconds - PREVIEW_SECONDS))
    return Recipe(
        "preview.mp4",
        width,
        height,
        [
            "-map", f"0:{job.probe.stream}", *CLEAN, "-an", "-t", str(PREVIEW_SECONDS),
            "-vf", _picture(job.probe, width, height), "-fpsmax", str(FPS_PREVIEW),
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "30", "-maxrate", "400k", "-bufsize", "800k", *MP4,
        ],
        before=("-ss", f"{start:.3f}"),
        seconds=min(PREVIEW_SECONDS, job.probe.seconds),
    )  # fmt: skip


def mp4_720(job: Job) -> Recipe:
    """What is played: 720 pixels on the shorter side, starting before it is loaded."""
    width, height = fit(job.probe, shorter=720)
    return Recipe(
        "mp4_720.mp4",
        width,
        height,
        [
            *_streams(job.probe), "-vf", _picture(job.probe, width, height), "-fpsmax", str(FPS_MOST),
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", "5M", "-bufsize", "10M", *MP4,
        ],
        seconds=job.probe.seconds,
    )  # fmt: skip


def watermarked_1080(job: Job) -> Recipe:
    """The review copy: the watermark burned in all over, frames at a constant rate and exactly steppable."""
    width, height = fit(job.probe, shorter=1080)
    fps = min(job.probe.fps, Fraction(FPS_MOST))
    canvas = 2 * math.ceil(math.hypot(width, height) / 2)
    size = max(14, min(width, height) // 20)
    text = job.folder / "watermark.txt"
    text.write_text(_tiles(job.watermark, canvas, size), encoding="utf-8")

    def layer(colour: str, shift: int) -> str:
        return (
            f"color=c={colour}@0:s={canvas}x{canvas}:r=1:d=1,format=rgba,"
            f"drawtext=fontfile={settings.BASE_DIR / FONT}:textfile={text.name}:expansion=none:"
            f"fontsize={size}:line_spacing={size * 3}:fontcolor={colour}@{WATERMARK_STRENGTH}:"
            f"borderw={max(1, size // 24)}:bordercolor={colour}@{WATERMARK_STRENGTH / 2}:x={shift}:y={shift}"
        )

    # White over its own black shadow, to be read on any picture. The sheet is drawn once and laid over every frame.
    graph = (
        f"{layer('black', max(1, size // 16))}[dark];{layer('white', 0)}[light];"
        f"[dark][light]overlay=format=rgb,rotate=-{WATERMARK_ANGLE:.4f}:c=none,crop={width}:{height}[sheet];"
        f"[0:{job.probe.stream}]{_picture(job.probe, width, height)}[film];"
        "[film][sheet]overlay=eof_action=repeat:format=yuv420,format=yuv420p[out]"
    )
    return Recipe(
        "watermarked_1080.mp4",
        width,
        height,
        [
            "-filter_complex", graph, *_streams(job.probe, picture="[out]"),
            "-fps_mode", "cfr", "-r", f"{fps.numerator}/{fps.denominator}",
            "-c:v", "libx264", "-preset", "veryfast", "-g", "15", "-bf", "0", "-crf", "22",
            "-maxrate", "12M", "-bufsize", "12M", *MP4,
        ],
        seconds=job.probe.seconds,
    )  # fmt: skip


RECIPES: dict[str, Callable[[Job], Recipe]] = {
    "poster": poster,
    "poster_small": poster_small,
    "preview": preview,
    "mp4_720": mp4_720,
    "watermarked_1080": watermarked_1080,
}


def _still(job: Job, name: str, *, quality: int, **side: int) -> Recipe:
    source = job.review_copy or Source(job.path, job.probe)
    probe, size = source.probe, fit(source.probe, **side)
    return Recipe(
        name,
        *size,
        [
            "-map", f"0:{probe.stream}", *CLEAN, "-an", "-frames:v", "1",
            "-vf", _picture(probe, *size), "-c:v", "libwebp", "-quality", str(quality), "-f", "webp",
        ],
        before=("-ss", f"{min(1.0, probe.seconds / 3):.3f}"),
        source=source,
    )  # fmt: skip


def _streams(probe: Probe, picture: str = "") -> list[str]:
    """The picture, the sound if there is any, and nothing else."""
    sound = [] if probe.audio_stream is None else ["-map", f"0:{probe.audio_stream}", *AUDIO]
    return ["-map", picture or f"0:{probe.stream}", *sound, *CLEAN]


def _picture(probe: Probe, width: int, height: int) -> str:
    """Scaled to square pixels, in eight bits, tone-mapped when its range is high. ffmpeg has turned it already."""
    tone = [TONEMAP] if probe.transfer else []
    return ",".join([f"scale={width}:{height}:flags=bicubic", *tone, "setsar=1", "format=yuv420p"])


def _tiles(text: str, canvas: int, size: int) -> str:
    """Enough staggered lines of `text` to cover a square of `canvas` pixels."""
    once = f"{text}        "
    # A letter is about half as wide as it is high.
    across = math.ceil(canvas / max(1, len(once) * size * 0.4)) + 1
    lines = math.ceil(canvas / (size * 3)) + 1
    return "\n".join(" " * (number % 3 * 9) + once * across for number in range(lines))


def _even(value: Fraction) -> int:
    return max(2, round(value / 2) * 2)
