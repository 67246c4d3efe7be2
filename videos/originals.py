"""The uploaded file itself: where it is now, and a local path to read it from."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages
from django.utils.translation import gettext as _

from videos import incoming, placement
from videos.errors import ProcessingFailed
from videos.models import Video

STORAGE = "private"
BLOCK = 1024 * 1024  # bytes
CONTENT_TYPES = {"mov": "video/quicktime", "mp4": "video/mp4", "matroska": "video/x-matroska", "webm": "video/webm"}


def local_path(video: Video, folder: Path, beat: Callable[[], None]) -> Path:
    """A path to read the original from: where it arrived, where it is kept, or a copy in `folder` of a bucket's.

    Raises ProcessingFailed when the file is nowhere.
    """
    arrived = incoming.path(video)
    if arrived.exists():
        return arrived
    storage = storages[STORAGE]
    if isinstance(storage, FileSystemStorage):
        kept = Path(storage.path(video.original_key))
        if kept.exists():
            return kept
    elif storage.exists(video.original_key):
        copy = folder / "original"
        with storage.open(video.original_key) as reading, copy.open("wb") as writing:
            for block in reading.chunks(BLOCK):
                writing.write(block)
                beat()
        return copy
    raise ProcessingFailed(_("The uploaded file is no longer here: upload it again."))


def keep(video: Video, beat: Callable[[], None]) -> None:
    """Move the original from where it arrived into the private storage. Done already: nothing happens."""
    arrived = incoming.path(video)
    if arrived.exists():
        placement.place(STORAGE, video.original_key, arrived, beat=beat)


def remove(video: Video) -> None:
    """Delete the original, wherever it is."""
    incoming.discard(video)
    placement.remove(STORAGE, video.original_key)


def sha256(path: Path, beat: Callable[[], None]) -> str:
    """The hex digest, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            beat()
    return digest.hexdigest()


def content_type(video: Video) -> str:
    return CONTENT_TYPES.get(video.container, "application/octet-stream")
