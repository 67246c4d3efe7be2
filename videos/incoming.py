"""Where an upload grows: one file per video below MEDIA_ROOT, on the disk that web and media workers share.

It leaves this folder for the private storage when the video is ready. Every function needs the row locked.
"""

import errno
import os
from pathlib import Path

from django.conf import settings

from videos.errors import NoSpace
from videos.models import Video

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "incoming"


def path(video: Video) -> Path:
    """The file's place; its name is made of the row's own id and of nothing a person typed."""
    return folder() / video.public_id.hex


def size(video: Video) -> int:
    """Bytes that are really there; 0 without a file."""
    try:
        return path(video).stat().st_size
    except FileNotFoundError:
        return 0


def append(video: Video, offset: int, data: bytes) -> None:
    """Write `data` at `offset` and see it on the disk before the row says so. Raises NoSpace.

    What an earlier call wrote beyond the row's offset, before it died, is overwritten.
    """
    folder().mkdir(parents=True, exist_ok=True)
    handle = os.open(path(video), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.ftruncate(handle, offset)
        _write(handle, offset, data)
        os.fsync(handle)
    except OSError as error:
        os.ftruncate(handle, offset)
        if offset == 0:
            discard(video)
        if error.errno in FULL:
            raise NoSpace from error
        raise
    finally:
        os.close(handle)


def _write(handle: int, offset: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(handle, view, offset)
        view, offset = view[written:], offset + written


def discard(video: Video) -> None:
    """Remove the file, if there is one."""
    path(video).unlink(missing_ok=True)
