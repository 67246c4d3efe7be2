"""The clock: stopped, moved, and carried along."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reelbyte import clock

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)


def test_it_stands_still_where_it_was_set() -> None:
    with clock.at(NOON):
        assert clock.now() == NOON
        with clock.after(timedelta(days=2)):
            assert clock.now() == NOON + timedelta(days=2)
        assert clock.now() == NOON


def test_it_refuses_a_naive_moment() -> None:
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2030, 5, 1)):  # noqa: DTZ001
        pass


def test_a_file_moves_every_process(tmp_path: Path, settings: Any) -> None:
    offset = tmp_path / "offset"
    settings.CLOCK_OFFSET_FILE = str(offset)
    before = clock.now()
    offset.write_text("86400")
    assert timedelta(days=1) <= clock.now() - before < timedelta(days=1, minutes=1)
