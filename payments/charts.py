"""Geometry of the charts that the server draws: whole numbers for SVG attributes, no script, no style."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reelbyte.money import Money

STEP, BAR, HEIGHT = 40, 24, 120  # units of the SVG's own coordinates


@dataclass(frozen=True)
class Bar:
    """One month: a rectangle from the ground up, and the words of its row in the table."""

    month: datetime
    amount: Money
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + BAR // 2


@dataclass(frozen=True)
class MonthChart:
    """Bars of equal scale; a month that took more back than it brought stands at the ground."""

    bars: list[Bar]
    total: Money
    best: Money
    bar_width: int = BAR
    height: int = HEIGHT

    @property
    def width(self) -> int:
        return STEP * len(self.bars)


def month_chart(months: Sequence[tuple[datetime, Money]]) -> MonthChart:
    """From (month, net) pairs of one currency."""
    best = max((amount for _month, amount in months), key=lambda amount: amount.minor)
    scale = max(best.minor, 1)
    bars = []
    for position, (month, amount) in enumerate(months):
        height = max(amount.minor, 0) * HEIGHT // scale
        if amount.minor > 0:
            height = max(height, 2)  # a small month is still to be seen
        bars.append(Bar(month, amount, position * STEP + (STEP - BAR) // 2, HEIGHT - height, height))
    total = Money(sum(amount.minor for _month, amount in months), best.currency)
    return MonthChart(bars, total, best)
