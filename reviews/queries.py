"""What pages ask of reviews, each in one query."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Avg, Count, Q, Sum

from accounts.models import User
from reviews.models import CATEGORIES, Direction, Review, ReviewQuerySet

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Summary:
    """`average` of 1 to 5 to two decimals, None without reviews; `distribution` counts by whole stars, 5 first."""

    count: int
    average: Decimal | None
    distribution: list[tuple[int, int]]
    categories: list[tuple[str, Decimal]]

    @property
    def spread(self) -> list[tuple[int, int, int]]:
        """(stars, count, percent), 5 first."""
        return [(stars, count, round(100 * count / self.count)) for stars, count in self.distribution if self.count]


def published_about(user: User, direction: str = Direction.OF_CREATOR) -> ReviewQuerySet:
    """Published reviews about a person, newest first, with what a list shows."""
    return (
        Review.objects.published()
        .filter(subject=user, direction=direction)
        .select_related("author", "subject", "contract")
        .order_by("-published_at", "-id")
    )


def summary(user: User, direction: str = Direction.OF_CREATOR) -> Summary:
    """Exact figures over everything published about a person: one query."""
    names = CATEGORIES[direction]
    row = (
        Review.objects.published()
        .filter(subject=user, direction=direction)
        .aggregate(
            total=Count("pk"),
            total_score=Sum("score"),
            # Whole stars from a sum of three, half up: 3 a star, so 14 and 15 are five, 11 to 13 four ...
            **{f"stars_{n}": Count("pk", filter=_rounds_to(n)) for n in range(1, 6)},
            **{f"by_{name}": Avg(name) for name in names},
        )
    )
    return Summary(
        count=row["total"],
        average=average(row["total_score"], row["total"]),
        distribution=[(n, row[f"stars_{n}"]) for n in range(5, 0, -1)],
        categories=[
            (
                str(Review._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
                Decimal(row[f"by_{name}"]).quantize(HUNDREDTH),
            )
            for name in names
            if row[f"by_{name}"] is not None
        ],
    )


def average(score: int | None, count: int) -> Decimal | None:
    """The mean of `count` reviews whose scores (3 to 15 each) sum to `score`."""
    if not count or score is None:
        return None
    return (Decimal(score) / (3 * count)).quantize(HUNDREDTH, ROUND_HALF_UP)


def _rounds_to(stars: int) -> Q:
    return Q(score__gte=3 * stars - 1, score__lte=3 * stars + 1)
