"""The only place that reads the wall clock.

Deadlines, sweeps and demo histories ask `now()`. A test or a demo history sets it with `at()`;
a running demo can be moved as a whole through the file named by CLOCK_OFFSET_FILE.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

_override: ContextVar[datetime | None] = ContextVar("clock_override", default=None)


def now() -> datetime:
    """The current moment, timezone-aware, in UTC."""
    if (moment := _override.get()) is not None:
        return moment
    return datetime.now(UTC) + _offset()  # noqa: TID251 - the one permitted reader


def today() -> date:
    """Today's date in UTC."""
    return now().date()


def override() -> datetime | None:
    """The moment set by `at()`, or None. Celery carries it to the worker with the task."""
    return _override.get()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stop the clock at `moment` (aware) for the code inside."""
    if moment.tzinfo is None:
        raise ValueError("clock.at() needs an aware datetime")
    token = _override.set(moment)
    try:
        yield
    finally:
        _override.reset(token)


@contextmanager
def after(delta: timedelta) -> Iterator[None]:
    """Stop the clock `delta` later than it stands now."""
    with at(now() + delta):
        yield


def _offset() -> timedelta:
    """Seconds in CLOCK_OFFSET_FILE, so that several processes move together. Unset in production."""
    if not settings.CLOCK_OFFSET_FILE:
        return timedelta()
    try:
        return timedelta(seconds=float(Path(settings.CLOCK_OFFSET_FILE).read_text() or 0))
    except FileNotFoundError:
        return timedelta()
