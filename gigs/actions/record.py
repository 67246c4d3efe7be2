"""Write the counted columns of a gig. Called from the apps above, with exact numbers they counted."""

from decimal import Decimal

from django.db import transaction

from gigs import hooks
from gigs.models import Gig


def record_work(gig_id: int, *, queue_length: int, finished_count: int) -> None:
    """Open orders and finished orders, counted by the caller inside its transaction."""
    _write(gig_id, queue_length=queue_length, finished_count=finished_count)


def record_rating(gig_id: int, *, average: Decimal, count: int) -> None:
    """The exact average (1 to 5, two places; 0 when `count` is 0) of the ratings that are public."""
    _write(gig_id, rating_average=average, rating_count=count)


def _write(gig_id: int, **columns: object) -> None:
    with transaction.atomic():
        # What is so already is not news: a recount of everything tells nobody.
        if Gig.objects.filter(pk=gig_id).exclude(**columns).update(**columns):
            hooks.changed(gig_id)
