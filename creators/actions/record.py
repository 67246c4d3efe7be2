"""Write the counted columns of a profile. Called from the apps above, with exact numbers they counted."""

from decimal import Decimal

from django.db import transaction

from creators import hooks
from creators.models import CreatorProfile


def record_work(profile_id: int, *, queue_length: int, finished_count: int) -> None:
    """Open orders and finished contracts, counted by the caller inside its transaction."""
    _write(profile_id, queue_length=queue_length, finished_count=finished_count)


def record_rating(profile_id: int, *, average: Decimal, count: int) -> None:
    """The exact average (1 to 5, two places; 0 when `count` is 0) of the ratings that are public."""
    _write(profile_id, rating_average=average, rating_count=count)


def _write(profile_id: int, **columns: object) -> None:
    with transaction.atomic():
        profiles = CreatorProfile.objects.filter(pk=profile_id)
        # What is so already is not news: a recount of everything tells nobody.
        if profiles.exclude(**columns).update(**columns):
            hooks.changed(profile_id, profiles.values_list("user_id", flat=True).get())
