"""A private folder for one worker's work, which the sweep removes if the worker dies.

The folder's lock is held by the kernel for as long as its process lives, and by nothing after that.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings


def root() -> Path:
    """Beside the storages, so that a finished file moves by rename."""
    return Path(settings.MEDIA_ROOT) / "work"


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder that only we can enter, gone afterwards."""
    root().mkdir(mode=0o700, parents=True, exist_ok=True)
    place, lock = _claim()
    try:
        place.mkdir(mode=0o700)
        yield place
    finally:
        _remove(place, lock)


def sweep() -> int:
    """Remove the folders of workers that died. Returns how many."""
    removed = 0
    for path in root().glob("*.lock"):
        lock = _lock(path)
        if lock is not None:
            _remove(path.with_suffix(""), lock)
            removed += 1
    return removed


def _claim() -> tuple[Path, IO[str]]:
    while True:
        place = root() / secrets.token_hex(8)
        if (lock := _lock(place.with_suffix(".lock"), create=True)) is not None:
            return place, lock


def _lock(path: Path, *, create: bool = False) -> IO[str] | None:
    """The open file, locked, or None: somebody lives there, or it went away while we asked."""
    try:
        lock = path.open("x" if create else "r")
    except (FileNotFoundError, FileExistsError):
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # A sweep may have removed it between our opening and our locking it.
        if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
            return lock
    except (BlockingIOError, FileNotFoundError):
        pass
    lock.close()
    return None


def _remove(place: Path, lock: IO[str]) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.with_suffix(".lock").unlink(missing_ok=True)
    lock.close()
