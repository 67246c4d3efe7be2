"""Lifting the blind when the time to write is over, and counting exactly."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.models import Contract
from creators.models import CreatorProfile
from gigs.models import Gig
from reelbyte import clock, policy
from reviews.actions.publish import reveal_due
from reviews.actions.write_review import write_review
from reviews.models import Review
from reviews.queries import summary
from reviews.tests.conftest import STARS_FOR_CREATOR, make_ended

pytestmark = pytest.mark.django_db


def test_a_lonely_review_is_published_when_the_window_closes(contract: Contract, bob: Any, alice: Any) -> None:
    write_review(contract, bob, stars=STARS_FOR_CREATOR)
    with clock.after(policy.REVIEW_WINDOW - timedelta(seconds=1)):
        assert reveal_due() == 0
    with clock.after(policy.REVIEW_WINDOW + timedelta(seconds=1)):
        assert reveal_due() == 1
        assert reveal_due() == 0
    assert Review.objects.published().count() == 1
    assert CreatorProfile.objects.get(user=alice).rating_count == 1


stars = st.integers(1, 5)
ratings = st.lists(
    st.fixed_dictionaries({"quality": stars, "communication": stars, "timeliness": stars}),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ratings)
def test_the_average_is_exact_whatever_was_written(db: None, gig: Gig, bob: Any, given: list[dict]) -> None:
    Review.objects.all().delete()
    for values in given:
        write_review(make_ended(bob, gig), bob, stars=values)
    with clock.after(policy.REVIEW_WINDOW * 2):
        reveal_due()
    total = sum(sum(values.values()) for values in given)
    figures = summary(gig.creator.user)
    assert figures.count == len(given)
    assert abs(float(figures.average or 0) - total / (3 * len(given))) <= 0.005
    assert sum(count for _stars, count in figures.distribution) == len(given)
    profile = CreatorProfile.objects.get(pk=gig.creator_id)
    assert (profile.rating_count, profile.rating_average) == (
        figures.count,
        figures.average,
    )


def test_the_command_mends_what_drifted(contract: Contract, bob: Any, alice: Any) -> None:
    write_review(contract, bob, stars=STARS_FOR_CREATOR)
    with clock.after(policy.REVIEW_WINDOW * 2):
        reveal_due()
    CreatorProfile.objects.filter(user=alice).update(rating_count=99, rating_average=1)
    call_command("recount_ratings", verbosity=0)
    profile = CreatorProfile.objects.get(user=alice)
    assert (profile.rating_count, float(profile.rating_average)) == (1, 4.67)
