"""Write the counted columns of a gig. Called from the apps above, with exact numbers they counted."""

from decimal import Decimal

from gigs.models import Gig


def record_work(gig_id: int, *, queue_length: int, finished_count: int) -> None:
    """Open orders and finished orders, counted by the caller inside its transaction."""
    Gig.objects.filter(pk=gig_id).update(queue_length=queue_length, finished_count=finished_count)


def record_rating(gig_id: int, *, average: Decimal, count: int) -> None:
    """The exact average (1 to 5, two places; 0 when `count` is 0) of the ratings that are public."""
    Gig.objects.filter(pk=gig_id).update(rating_average=average, rating_count=count)
