"""A rating with words, by one side of a contract about the other."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel

STARS = [MinValueValidator(1), MaxValueValidator(5)]


class Direction(models.TextChoices):
    """Whom a review is about."""

    OF_CREATOR = "of_creator", _("about the creator")
    OF_CLIENT = "of_client", _("about the client")


# What each side is rated in; the first is what comes to mind first.
CATEGORIES: dict[str, tuple[str, ...]] = {
    Direction.OF_CREATOR: ("quality", "communication", "timeliness"),
    Direction.OF_CLIENT: ("clarity", "communication", "payment"),
}
ALL_CATEGORIES = ("quality", "communication", "timeliness", "clarity", "payment")


def _stars(label: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=STARS)


def _rated_as(direction: str) -> Q:
    """Exactly the categories of `direction` hold 1 to 5 stars, and no other holds any."""
    condition = Q(direction=direction)
    for name in ALL_CATEGORIES:
        if name in CATEGORIES[direction]:
            condition &= Q(**{f"{name}__isnull": False, f"{name}__gte": 1, f"{name}__lte": 5})
        else:
            condition &= Q(**{f"{name}__isnull": True})
    return condition


class ReviewQuerySet(models.QuerySet["Review"]):
    def published(self) -> "ReviewQuerySet":
        """What anybody may read: both have written, or the time to write is over; and staff have not hidden it."""
        return self.filter(published_at__isnull=False, hidden_at__isnull=True)

    def waiting(self) -> "ReviewQuerySet":
        return self.filter(published_at__isnull=True)


class Review(PublicIdModel):
    """Blind until `published_at`: nobody but its author reads it before."""

    contract = models.ForeignKey(
        "contracts.Contract",
        verbose_name=_("contract"),
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="reviews_written",
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("about"),
        on_delete=models.PROTECT,
        related_name="reviews_received",
    )
    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    quality = _stars(_("quality"))
    communication = _stars(_("communication"))
    timeliness = _stars(_("timeliness"))
    clarity = _stars(_("clarity of the brief"))
    payment = _stars(_("payment"))
    # The sum of its three ratings, 3 to 15: an average is exact when it is made from sums.
    score = models.PositiveSmallIntegerField(_("score"), editable=False)
    text = models.TextField(_("review"), max_length=2_000, blank=True)
    response = models.TextField(_("response"), max_length=2_000, blank=True)
    responded_at = models.DateTimeField(_("responded"), null=True, blank=True)
    reveal_at = models.DateTimeField(_("published at the latest"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    # By staff. Its author reads it still, and it counts for nothing.
    hidden_at = models.DateTimeField(_("taken down"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"), default=clock.now, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            # One review a person and contract: a second thought is not a second vote.
            models.UniqueConstraint(fields=["contract", "author"], name="review_once_per_author"),
            models.CheckConstraint(condition=~Q(author=F("subject")), name="review_not_of_oneself"),
            models.CheckConstraint(
                condition=_rated_as(Direction.OF_CREATOR) | _rated_as(Direction.OF_CLIENT),
                name="review_rates_its_categories",
            ),
            models.CheckConstraint(
                condition=Q(
                    score=sum(
                        (Coalesce(F(name), 0) for name in ALL_CATEGORIES[1:]),
                        Coalesce(F("quality"), 0),
                    )
                ),
                name="review_score_is_the_sum",
            ),
            # What nobody has read is not taken from anybody.
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | Q(published_at__isnull=False),
                name="review_hidden_after_publication",
            ),
            # A response answers something that was read.
            models.CheckConstraint(
                condition=Q(responded_at__isnull=True) | Q(published_at__isnull=False),
                name="review_response_after_publication",
            ),
            models.CheckConstraint(
                condition=Q(responded_at__isnull=True, response="") | (Q(responded_at__isnull=False) & ~Q(response="")),
                name="review_response_has_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["subject", "direction", "-published_at", "-id"],
                condition=Q(published_at__isnull=False, hidden_at__isnull=True),
                name="review_published",
            ),
            models.Index(
                fields=["reveal_at"],
                condition=Q(published_at__isnull=True),
                name="review_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} {self.get_direction_display()}"

    def get_absolute_url(self) -> str:
        """Where both parties read what they wrote."""
        return reverse("reviews:review-create", args=[self.contract.public_id])

    @property
    def stars(self) -> Decimal:
        """The average of its three categories, to one decimal."""
        return (Decimal(self.score) / 3).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def whole_stars(self) -> int:
        """The average in whole stars, half up."""
        return (self.score + 1) // 3

    @property
    def is_published(self) -> bool:
        """Whether anybody reads it."""
        return self.published_at is not None and self.hidden_at is None

    def by_category(self) -> list[tuple[str, int]]:
        """(label, stars) in the order of CATEGORIES."""
        return [
            (str(self._meta.get_field(name).verbose_name), getattr(self, name))  # type: ignore[union-attr]
            for name in CATEGORIES[self.direction]
        ]
