"""Files that go with something in a contract: a version, a statement."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile

NAME_MAXIMUM = 200


def keep_files(files: Sequence[UploadedFile], make: Callable[..., Any], key: Callable[[Any, str], str]) -> None:
    """`make(name=, size=)` writes a row, `key` says where its file lies. Inside the transaction of what they go with.

    Rows first, then the files: a file without a row is an orphan, a row is rolled back with what it belongs to.
    """
    kept: list[Any] = []
    try:
        for file in files:
            row = make(name=(file.name or "file")[-NAME_MAXIMUM:], size=file.size or 0)
            row.file.name = key(row, row.name)
            row.save(update_fields=["file"])
            kept.append(row)
            row.file.storage.save(row.file.name, file)
    except Exception:
        for row in kept:
            row.file.storage.delete(row.file.name)
        raise
