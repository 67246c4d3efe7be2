"""What goes into the file with everything about a person: apps register their part with `accounts.hooks.export`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import Storage
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile


@dataclass(frozen=True)
class Enclosed:
    """A file that goes along: `name` in the archive, where it lies, its size in bytes."""

    name: str
    storage: Storage
    key: str
    size: int = 0


@dataclass(frozen=True)
class Part:
    """One app's: `data` is JSON of plain values, dates and ids."""

    data: dict[str, Any]
    files: Iterable[Enclosed] = field(default_factory=tuple)


def rows(found: QuerySet[Any], *columns: str) -> list[dict[str, Any]]:
    """These columns of each row; relations by `__`. What is not named is not given away: others' words, secrets."""
    return list(found.order_by("pk").values(*columns))


def enclosed(folder: str, files: Iterable[tuple[str, FieldFile]]) -> Iterator[Enclosed]:
    """Files of fields, those that are there, as (name to show, field)."""
    for number, (name, file) in enumerate(files, start=1):
        if file and file.name:
            yield Enclosed(f"{folder}/{number:04}-{safe(name)}", file.storage, file.name)


def safe(name: str) -> str:
    """A name that stays in its folder, whatever unpacks it."""
    kept = "".join(letter if letter.isalnum() or letter in " ._-" else "_" for letter in name).strip(" .")
    return kept[-100:] or "file"
