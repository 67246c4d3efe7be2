"""Keyset pages: every row once, in order, whatever arrives meanwhile."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelbyte.models import OutboxMessage
from reelbyte.pagination import paginate

pytestmark = pytest.mark.django_db
ORDER = ("-attempts", "key")


def rows(*values: tuple[int, str]) -> None:
    OutboxMessage.objects.all().delete()
    OutboxMessage.objects.bulk_create(OutboxMessage(topic="t", key=key, attempts=number) for number, key in values)


def walk(size: int) -> list[tuple[int, str]]:
    seen: list[tuple[int, str]] = []
    cursor: str | None = None
    while True:
        page = paginate(OutboxMessage.objects.all(), order=ORDER, cursor=cursor, size=size)
        seen += [(row.attempts, row.key) for row in page]
        if (cursor := page.next_cursor) is None:
            return seen


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    numbers=st.lists(
        st.tuples(st.integers(0, 5), st.text("abcdef", min_size=1, max_size=6)),
        max_size=30,
        unique_by=lambda pair: pair[1],
    ),
    size=st.integers(1, 7),
)
def test_it_shows_every_row_once_in_order(db: Any, numbers: list[tuple[int, str]], size: int) -> None:
    rows(*numbers)
    assert walk(size) == sorted(numbers, key=lambda pair: (-pair[0], pair[1]))


def test_rows_that_arrive_meanwhile_shift_nothing() -> None:
    rows((3, "a"), (2, "b"), (1, "c"))
    first = paginate(OutboxMessage.objects.all(), order=ORDER, cursor=None, size=2)
    OutboxMessage.objects.create(topic="t", key="new", attempts=9)
    second = paginate(OutboxMessage.objects.all(), order=ORDER, cursor=first.next_cursor, size=2)
    assert [row.key for row in second] == ["c"]


@pytest.mark.parametrize("cursor", ["", "nonsense", "W10", "WyJ4IiwieSJd", "////", "e30", "MQ"])
def test_a_cursor_that_is_not_ours_starts_at_the_beginning(cursor: str) -> None:
    rows((1, "a"))
    page = paginate(OutboxMessage.objects.all(), order=ORDER, cursor=cursor, size=5)
    assert [row.key for row in page] == ["a"]
