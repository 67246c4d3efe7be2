"""What a backend does for a video: measure it, make files of it. Local ffmpeg is one; a media cloud may be another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Probe:
    """What is in a file. width and height are pixels as shown, rotation applied, pixels made square."""

    container: str  # mov, mp4, matroska, webm
    codec: str
    width: int
    height: int
    rotation: int  # degrees, already in width and height
    duration_ms: int
    fps_num: int
    fps_den: int
    frames: int
    has_audio: bool
    stream: int = 0  # index of the picture's stream
    audio_stream: int | None = None
    transfer: str = ""  # "pq" or "hlg" for high dynamic range

    @property
    def fps(self) -> Fraction:
        return Fraction(self.fps_num, self.fps_den)

    @property
    def seconds(self) -> float:
        return self.duration_ms / 1000

    @property
    def pixels(self) -> int:
        """Of one frame."""
        return self.width * self.height


@dataclass(frozen=True)
class Rendered:
    """A finished file, still in the work folder. width and height in pixels, size in bytes."""

    kind: str
    path: Path
    content_type: str
    width: int
    height: int
    size: int


# Called often with the percent done; raises LeaseLost when the work is no longer wanted.
Progress = Callable[[int], None]


class Backend(Protocol):
    """Work on one file. Both calls may take long and raise; neither writes a row."""

    def probe(self, source: Path, *, max_pixels: int, beat: Callable[[], None]) -> Probe:
        """Measure the file; `beat` is called meanwhile. Raises Unacceptable for what is no video we take."""

    def render(  # noqa: PLR0913 - one call, everything it needs
        self,
        source: Path,
        probe: Probe,
        kinds: Sequence[str],
        folder: Path,
        *,
        watermark: str,
        progress: Progress,
    ) -> list[Rendered]:
        """Make a file of each kind in `folder`, in that order. Raises ProcessingFailed."""


def backend() -> Backend:
    """The one that settings.VIDEO_BACKEND names."""
    made: Backend = import_string(settings.VIDEO_BACKEND)()
    return made
