"""Geometry of the charts that the server draws: whole numbers for SVG attributes, no script, no style.

Drawn by templates/components/chart.html, on the site and on the staff's desk.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import add, attrgetter
from typing import Any

from reelbyte.money import Money

STEP, BAR, HEIGHT = 40, 24, 120  # units of the SVG's own coordinates


@dataclass(frozen=True)
class Bar:
    """One month or week: a rectangle from the ground up, and the value of its row in the table."""

    at: datetime
    value: Any
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + BAR // 2


@dataclass(frozen=True)
class Chart:
    """Bars of equal scale; what took more back than it brought stands at the ground. Every `every`th has its date."""

    bars: list[Bar]
    best: Any
    every: int = 1
    bar_width: int = BAR
    height: int = HEIGHT

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def last(self) -> Any:
        return self.bars[-1].value

    @property
    def total(self) -> Any:
        return reduce(add, (bar.value for bar in self.bars))


def chart[Value](
    points: Sequence[tuple[datetime, Value]], *, size: Callable[[Any], int] = int, every: int = 1
) -> Chart:
    """From (when, value) pairs, oldest first, at least one; `size` is a value's height in any unit."""
    best = max((value for _at, value in points), key=size)
    scale = max(size(best), 1)
    bars = []
    for position, (at, value) in enumerate(points):
        height = max(size(value), 0) * HEIGHT // scale
        if size(value) > 0:
            height = max(height, 2)  # a small one is still to be seen
        bars.append(Bar(at, value, position * STEP + (STEP - BAR) // 2, HEIGHT - height, height))
    return Chart(bars, best, every)


def money_chart(points: Sequence[tuple[datetime, Money]], *, every: int = 1) -> Chart:
    """The same of amounts, all in one currency."""
    return chart(points, size=attrgetter("minor"), every=every)
