"""Lift the blind, and bring the ratings that other pages show up to date."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from accounts.models import User
from creators.actions.record import record_rating as record_profile_rating
from creators.models import CreatorProfile
from gigs.actions.record import record_rating as record_gig_rating
from gigs.models import Gig
from notifications import notify
from reelbyte import clock
from reviews.models import Direction, Review, ReviewQuerySet
from reviews.queries import average

BATCH = 200


def publish(reviews: Iterable[Review]) -> None:
    """Publish locked, unpublished reviews and recount their subjects. Call inside their transaction."""
    for review in reviews:
        review.published_at = clock.now()
        review.save(update_fields=["published_at"])
        if review.direction == Direction.OF_CREATOR:
            recount(review.subject, review.contract.gig_id)
        notify(
            "reviews.published",
            review.subject,
            key=str(review.public_id),
            actor=review.author,
            url=review.get_absolute_url(),
            text=_("%(name)s rated you %(stars)s of 5.") % {"name": review.author.display_name, "stars": review.stars},
        )


def reveal_due() -> int:
    """Publish what has waited to the end of its window. Returns how many; safe to run twice at once."""
    with transaction.atomic():
        due = list(
            Review.objects.waiting()
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("author", "subject", "contract")
            .filter(reveal_at__lte=clock.now())
            .order_by("pk")[:BATCH]
        )
        publish(due)
    return len(due)


def recount(subject: User, gig_id: int | None = None) -> None:
    """Recompute a creator's rating, and a gig's, exactly, from what is published."""
    about = Review.objects.published().filter(subject=subject, direction=Direction.OF_CREATOR)
    profile = CreatorProfile.objects.select_for_update().filter(user=subject).first()
    if profile is not None:
        record_profile_rating(profile.pk, **_rating(about))
    if gig_id is not None:
        Gig.objects.select_for_update().get(pk=gig_id)
        record_gig_rating(gig_id, **_rating(about.filter(contract__gig=gig_id)))


def _rating(reviews: ReviewQuerySet) -> dict[str, Any]:
    row = reviews.aggregate(count=Count("pk"), total=Sum("score"))
    return {
        "average": average(row["total"], row["count"]) or Decimal(0),
        "count": row["count"],
    }
