"""Keyset pagination: page 10,000 costs what page 1 costs, and rows that arrive meanwhile shift nothing."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Q, QuerySet


@dataclass(frozen=True)
class Page:
    """`items` of one page and the opaque cursor of the next, or None at the end."""

    items: list
    next_cursor: str | None

    def __iter__(self) -> Any:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def paginate(queryset: QuerySet, *, order: tuple[str, ...], cursor: str | None, size: int = 24) -> Page:
    """One page of `queryset` in `order` (field names, "-" for descending; the last must be unique).

    A cursor that is not ours starts at the beginning: it is a link somebody edited, not an error.
    """
    fields = [name.removeprefix("-") for name in order]
    ordered = queryset.order_by(*order)
    if (after := _decode(cursor, queryset, fields)) is not None:
        ordered = ordered.filter(_beyond(order, after))
    items = list(ordered[: size + 1])
    more = len(items) > size
    items = items[:size]
    return Page(items, _encode(items[-1], fields) if more else None)


def encode_values(values: tuple) -> str:
    """An opaque cursor of plain values, for lists that are no querysets."""
    return base64.urlsafe_b64encode(json.dumps([str(value) for value in values]).encode()).decode().rstrip("=")


def decode_values(cursor: str | None, types: tuple[type, ...]) -> tuple | None:
    """What `encode_values` wrote, each read by its type; None for a cursor that is none or not ours."""
    if not cursor:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return tuple(read(value) for read, value in zip(types, values, strict=True))
    except (ValueError, TypeError):
        return None


def _beyond(order: tuple[str, ...], after: list) -> Q:
    """Rows behind `after` in `order`: (a < x) or (a = x and b < y) ..."""
    condition, equal = Q(), Q()
    for name, value in zip(order, after, strict=True):
        field = name.removeprefix("-")
        condition |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    # Said once more in the one form that an index can begin at: an OR alone is read from the start.
    first = order[0].removeprefix("-")
    bound = Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": after[0]})
    return bound & condition


def _encode(item: Any, fields: list[str]) -> str:
    return encode_values(tuple(_read(item, field) for field in fields))


def _decode(cursor: str | None, queryset: QuerySet, fields: list[str]) -> list | None:
    if not cursor:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if len(values) != len(fields):
            return None
        return [_field(queryset, name).to_python(value) for name, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, ValidationError):
        return None


def _read(item: Any, path: str) -> Any:
    for name in path.split("__"):
        item = item[name] if isinstance(item, dict) else getattr(item, name)
    return item


def _field(queryset: QuerySet, path: str) -> Field:
    """The model field or annotation that `path` names, to read its value back from text."""
    if path in queryset.query.annotations:
        return queryset.query.annotations[path].output_field
    model = queryset.model
    *parents, last = path.split("__")
    for name in parents:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)
