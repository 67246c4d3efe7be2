"""Small clips made by ffmpeg's own generators, and shortcuts through an upload."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from django.conf import settings

from reelbyte import outbox, policy
from videos.actions.append_chunk import append_chunk
from videos.actions.complete_upload import complete_upload
from videos.actions.create_upload import create_upload
from videos.models import Video

Make = Callable[..., Path]


def ffmpeg(*arguments: str | Path) -> None:
    program = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-loglevel", "error", "-y"]
    subprocess.run([*program, *map(str, arguments)], check=True)  # noqa: S603 - generated arguments


PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30")
SOUND = ("-f", "lavfi", "-i", "sine=f=440:r=48000")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of clips, named for what is special about each."""
    folder = tmp_path_factory.mktemp("clips")
    ffmpeg(*PICTURE, *SOUND, "-t", "2", *H264, "-c:a", "aac", folder / "landscape.mp4")
    ffmpeg("-display_rotation", "90", "-i", folder / "landscape.mp4", "-c", "copy", folder / "turned.mov")
    ffmpeg(*PICTURE, "-t", "1", "-c:v", "libvpx", "-deadline", "realtime", folder / "small.webm")
    ffmpeg(*PICTURE, "-t", "1", *H264, folder / "small.mkv")
    ffmpeg(*PICTURE, "-t", "1", "-r", "30000/1001", *H264, folder / "ntsc.mp4")
    ffmpeg(*PICTURE, "-t", "1", "-c:v", "prores_ks", "-profile:v", "0", folder / "prores.mov")
    ffmpeg(*PICTURE, "-t", "1", *H264, "-vf", "setsar=2/1", folder / "anamorphic.mp4")
    # As MediaRecorder leaves it: no duration, no number of frames.
    live = ("-c:v", "libvpx", "-deadline", "realtime", "-live", "1", "-f", "webm")
    with (folder / "recorded.webm").open("wb") as out:
        program = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *PICTURE, "-t", "1", *live, "pipe:1"]
        subprocess.run(program, stdout=out, check=True)  # noqa: S603 - generated arguments
    ffmpeg(*SOUND, "-t", "1", "-c:a", "aac", folder / "sound.mp4")
    ffmpeg(*PICTURE, "-frames:v", "1", *H264, folder / "still.mp4")
    ffmpeg(*PICTURE, "-t", "1", "-c:v", "ffv1", folder / "ffv1.mkv")
    return folder


@pytest.fixture
def upload() -> Callable[..., Video]:
    """`upload(alice, path, purpose=...)`: a complete upload, waiting to be processed."""

    def send(owner: Any, path: Path, purpose: str = "portfolio") -> Video:
        data = path.read_bytes()
        video = create_upload(owner, purpose, filename=path.name, size=len(data))
        for offset in range(0, len(data), policy.UPLOAD_CHUNK_BYTES):
            append_chunk(owner, video.public_id, offset, data[offset : offset + policy.UPLOAD_CHUNK_BYTES])
        return complete_upload(owner, video.public_id)

    return send


@pytest.fixture
def processed(upload: Any) -> Callable[..., Video]:
    """The same, processed to its end by the outbox in this process."""

    def send(owner: Any, path: Path, purpose: str = "portfolio") -> Video:
        video = upload(owner, path, purpose)
        outbox.drain()
        video.refresh_from_db()
        return video

    return send


@pytest.fixture(autouse=True)
def _tidy_media() -> Iterator[None]:
    """Every test begins without files, and may count them."""
    root = Path(settings.MEDIA_ROOT)
    for name in ("incoming", "work", "private", "public"):
        shutil.rmtree(root / name, ignore_errors=True)
    yield


def stored_files() -> set[str]:
    """Every file below MEDIA_ROOT, but for the locks of a living worker."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
