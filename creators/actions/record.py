"""Write the counted columns of a profile. Called from the apps above, with exact numbers they counted."""

from decimal import Decimal

from creators.models import CreatorProfile


def record_work(profile_id: int, *, queue_length: int, finished_count: int) -> None:
    """Open orders and finished contracts, counted by the caller inside its transaction."""
    CreatorProfile.objects.filter(pk=profile_id).update(queue_length=queue_length, finished_count=finished_count)


def record_rating(profile_id: int, *, average: Decimal, count: int) -> None:
    """The exact average (1 to 5, two places; 0 when `count` is 0) of the ratings that are public."""
    CreatorProfile.objects.filter(pk=profile_id).update(rating_average=average, rating_count=count)
