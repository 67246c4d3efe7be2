"""Take in a finished clip with its renditions, for demo data: nothing is transcoded."""

import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from PIL import Image

from videos import originals, placement
from videos.actions.mark_ready import write_ready
from videos.backends.base import Probe, Rendered
from videos.backends.probe import probe_own
from videos.limits import limits_for
from videos.models import Video, VideoEvent
from videos.renditions import CONTENT_TYPES, place_of

_placed: dict[Path, tuple[str, str]] = {}  # what this process has placed: file -> (storage, key)


def import_ready(
    owner: AbstractBaseUser,
    purpose: str,
    path: Path,
    renditions: Mapping[str, Path],
    meta: Mapping[str, str] | None = None,
) -> Video:
    """A ready video from `path` and from files that were made of it before, by kind ("poster", "preview", "mp4_720").

    All are copied into the storages, each file once. `meta` may give `title` and `original_name`. What the files
    measure is read from them (once per process and file). Hooks are called as for any other video. Raises Unacceptable.
    """
    meta = meta or {}
    probe = _probe(path, limits_for(purpose).pixels)
    with transaction.atomic():
        video = Video.objects.create(
            owner_id=owner.pk,
            purpose=purpose,
            title=meta.get("title", ""),
            original_name=meta.get("original_name", path.name),
            original_key=f"originals/{secrets.token_hex(16)}",
            size=path.stat().st_size,
            received=path.stat().st_size,
            status=Video.Status.PROCESSING,
        )
        VideoEvent.objects.create(video=video, to_status=video.status, detail="imported")
        _put(originals.STORAGE, video.original_key, path)
        placed = [_place(video, kind, file) for kind, file in renditions.items()]
        write_ready(video, probe, _sha256(path), placed)
    return video


def _place(video: Video, kind: str, file: Path) -> tuple[Rendered, str, str]:
    storage, key = place_of(video, kind, file.suffix[1:])
    _put(storage, key, file)
    width, height = _shape(file)
    content_type = CONTENT_TYPES[file.suffix[1:]]
    return Rendered(kind, file, content_type, width, height, file.stat().st_size), storage, key


def _put(storage: str, key: str, file: Path) -> None:
    """A file that was placed before, under whatever name, is not copied a second time."""
    if (twin := _placed.get(file)) is None or not placement.place_again(storage, key, twin):
        placement.place(storage, key, file, keep_source=True, beat=_idle)
        _placed[file] = (storage, key)


@cache
def _probe(path: Path, max_pixels: int) -> Probe:
    return probe_own(path, max_pixels=max_pixels)


@cache
def _shape(file: Path) -> tuple[int, int]:
    if CONTENT_TYPES[file.suffix[1:]].startswith("image/"):
        with Image.open(file) as picture:
            return picture.size
    probe = _probe(file, limits_for(Video.Purpose.DELIVERY).pixels)
    return probe.width, probe.height


@cache
def _sha256(path: Path) -> str:
    return originals.sha256(path, _idle)


def _idle() -> None:
    """Nobody waits for a sign of life."""
