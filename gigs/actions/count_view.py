"""Count who looks at a gig: once a person and day, kept as a number."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.utils.crypto import salted_hmac

from gigs.models import Gig
from reelbyte import clock

A_DAY = int(timedelta(days=1).total_seconds())
COUNT = """
    INSERT INTO gigs_dailyviews (gig_id, day, people) VALUES (%s, %s, 1)
    ON CONFLICT (gig_id, day) DO UPDATE SET people = gigs_dailyviews.people + 1
"""


def count_view(gig: Gig, visitor: str) -> bool:
    """`visitor` has opened the page of `gig`; True when that is their first time today.

    Who it was is remembered for a day, as a hash in the cache, and nowhere else.
    """
    day = clock.now().date()
    who = salted_hmac("gigs.view", f"{day}:{gig.pk}:{visitor}", algorithm="sha256").hexdigest()
    if not cache.add(f"gigs.view:{who}", 1, A_DAY):
        return False
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [gig.pk, day])
    return True
