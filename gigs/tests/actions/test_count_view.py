"""Counting who looks: people, not clicks."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.tests.conftest import make_gig
from gigs.models import DailyViews, Gig
from reelbyte import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def gig(alice: Any) -> Gig:
    return make_gig(alice)


def counted() -> list[int]:
    return list(DailyViews.objects.order_by("day").values_list("people", flat=True))


def test_a_person_counts_once_a_day(gig: Gig, bob: Any, dave: Any, login: Any, client: Any) -> None:
    his, hers = login(bob), login(dave)
    for visitor in (his, his, hers, client, client):
        assert visitor.get(gig.get_absolute_url()).status_code == 200
    assert counted() == [3]
    with clock.after(timedelta(days=1)):
        his.get(gig.get_absolute_url())
    assert counted() == [3, 1]


def test_its_creator_and_what_only_looks_ahead_do_not_count(gig: Gig, alice: Any, login: Any, client: Any) -> None:
    login(alice).get(gig.get_absolute_url())
    client.head(gig.get_absolute_url())
    client.get(gig.get_absolute_url(), headers={"Sec-Purpose": "prefetch"})
    assert counted() == []
