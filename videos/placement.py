"""Finished files into their storage, under keys made by the server. A second run replaces the first's."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages

MODE = 0o644
BLOCK = 1024 * 1024  # bytes


def place(storage_name: str, key: str, source: Path, *, keep_source: bool = False, beat: Callable[[], None]) -> None:
    """Put `source` at `key`, whole or not at all. `beat` is called while it takes long."""
    storage = storages[storage_name]
    if isinstance(storage, FileSystemStorage):
        target = Path(storage.path(key))
        target.parent.mkdir(parents=True, exist_ok=True)
        if keep_source or not _same_disk(source, target.parent):
            source = _copy(source, target, beat)
        source.chmod(MODE)
        os.replace(source, target)
        return
    storage.delete(key)
    with source.open("rb") as file:
        storage.save(key, BeatingFile(file, beat))
    if not keep_source:
        source.unlink()


def place_again(storage_name: str, key: str, twin: tuple[str, str]) -> bool:
    """The bytes that lie at `twin` (storage, key) at `key`, too, on the disk only once. False where that cannot be.

    What is placed is replaced or removed whole, never written into: two names of one file do not meet again.
    """
    storage, other = storages[storage_name], storages[twin[0]]
    if not isinstance(storage, FileSystemStorage) or not isinstance(other, FileSystemStorage):
        return False
    target = Path(storage.path(key))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.unlink(missing_ok=True)
        beside.hardlink_to(other.path(twin[1]))
    except OSError:
        return False  # it is gone, lies on another disk, or this one knows no links
    os.replace(beside, target)
    return True


def remove(storage_name: str, key: str) -> None:
    """Delete the file, and the folder it leaves empty."""
    storage = storages[storage_name]
    storage.delete(key)
    if isinstance(storage, FileSystemStorage):
        try:
            Path(storage.path(key)).parent.rmdir()
        except OSError:
            pass  # not empty, or gone already


class BeatingFile(File):
    """A file that says it is alive whenever somebody reads from it: an upload to a bucket may take an hour."""

    def __init__(self, file: object, beat: Callable[[], None]) -> None:
        super().__init__(file)  # type: ignore[arg-type]
        self._beat = beat

    def read(self, *args: int) -> bytes:
        self._beat()
        assert self.file is not None
        return self.file.read(*args)


def copy(source: Path, target: Path, beat: Callable[[], None]) -> None:
    """Copy the bytes, saying so on the way."""
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(BLOCK):
            writing.write(block)
            beat()


def _copy(source: Path, target: Path, beat: Callable[[], None]) -> Path:
    """A copy beside the target, for the last step to be a rename."""
    beside = target.with_name(f".{target.name}.part")
    copy(source, beside, beat)
    shutil.copystat(source, beside)
    return beside


def _same_disk(source: Path, folder: Path) -> bool:
    return source.stat().st_dev == folder.stat().st_dev
