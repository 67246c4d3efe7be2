"""Geometry of the charts that the server draws: whole numbers for SVG attributes, no script, no style.

Drawn by templates/components/chart.html, on the site and on the staff's desk.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import add, attrgetter
from types import MappingProxyType
from typing import Any

from reelbyte import clock
from reelbyte.money import Money

STEP, BAR, HEIGHT = 40, 24, 120  # units of the SVG's own coordinates
WEEKS, DATED_EVERY = 12, 4  # every so many weeks have their date written


@dataclass(frozen=True)
class Bar:
    """One month or week: a rectangle from the ground up, and the value of its row in the table.

    `mark` is a second, small number that stands over the bar, where there is one.
    """

    at: datetime
    value: Any
    x: int
    y: int
    height: int
    mark: int = 0

    @property
    def middle(self) -> int:
        return self.x + BAR // 2

    @property
    def over(self) -> int:
        """Where the mark stands: clear of the bar."""
        return self.y - 11


@dataclass(frozen=True)
class Chart:
    """Bars of equal scale; what took more back than it brought stands at the ground. Every `every`th has its date."""

    bars: list[Bar]
    best: Any
    every: int = 1
    bar_width: int = BAR
    height: int = HEIGHT

    @property
    def top(self) -> int:
        """Where the picture begins: above the highest bar, if marks stand over bars."""
        return -20 if self.marks else 0

    @property
    def tall(self) -> int:
        return self.height + 20 - self.top

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def last(self) -> Any:
        return self.bars[-1].value

    @property
    def total(self) -> Any:
        return reduce(add, (bar.value for bar in self.bars))

    @property
    def marks(self) -> int:
        return sum(bar.mark for bar in self.bars)


def weeks() -> list[datetime]:
    """When each of the last `WEEKS` began: Mondays, midnight UTC, the oldest first; this week is the last."""
    now = clock.now().astimezone(UTC)
    monday = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    return [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]


def chart[Value](
    points: Sequence[tuple[datetime, Value]],
    *,
    size: Callable[[Any], int] = int,
    every: int = 1,
    marks: Mapping[datetime, int] = MappingProxyType({}),
) -> Chart:
    """From (when, value) pairs, oldest first, at least one; `size` is a value's height in any unit, `marks` by when."""
    best = max((value for _at, value in points), key=size)
    scale = max(size(best), 1)
    bars = []
    for position, (at, value) in enumerate(points):
        height = max(size(value), 0) * HEIGHT // scale
        if size(value) > 0:
            height = max(height, 2)  # a small one is still to be seen
        bars.append(Bar(at, value, position * STEP + (STEP - BAR) // 2, HEIGHT - height, height, marks.get(at, 0)))
    return Chart(bars, best, every)


def money_chart(points: Sequence[tuple[datetime, Money]], *, every: int = 1) -> Chart:
    """The same of amounts, all in one currency."""
    return chart(points, size=attrgetter("minor"), every=every)
