"""The demo's catalogue: true to the cent, and still full of life a month after it was loaded."""

import io
from collections import Counter
from contextlib import redirect_stdout
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import Q

from accounts.models import User
from contracts.models import Milestone
from contracts.tasks import sweep_deadlines
from contracts.transitions import MilestoneStatus
from creators.models import Category, CreatorProfile
from discovery.demo.catalogue import CLIENT_EMAIL, CREATOR_EMAIL, CREATORS
from discovery.demo.load import Demo
from discovery.models import Featured
from gigs.models import Gig
from jobs.models import Job
from jobs.tasks import sweep
from payments.actions.sweep import sweep as ask_the_gateway
from proposals.actions.expire_offers import expire_offers
from proposals.models import Offer
from reelbyte import clock
from reviews.models import Direction, Review


def test_every_state_is_still_there_a_month_later_and_the_ledger_adds_up(demo: dict[str, User]) -> None:
    loaded = states()
    assert set(loaded) == set(MilestoneStatus) - {MilestoneStatus.APPROVED}  # which lasts no time at all
    assert_full_market()
    for day in range(1, 32, 5):
        with clock.after(timedelta(days=day)):
            sweep_deadlines()
            sweep()
            expire_offers()
            ask_the_gateway()
    assert states() == loaded
    assert_full_market()
    with redirect_stdout(io.StringIO()):
        call_command("ledger_check")


@pytest.mark.django_db
def test_a_load_that_is_interrupted_leaves_nothing_that_would_pass_for_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Demo, "_creator", interrupt)
    with pytest.raises(KeyboardInterrupt):
        Demo(clock.now()).load()
    assert not User.objects.exists()


def assert_full_market() -> None:
    """What a visitor finds, and that no mail of the past is sent today."""
    assert CreatorProfile.objects.listed().count() >= 40
    assert Gig.objects.live().count() >= 80
    assert Job.objects.count() >= 30
    assert Job.objects.open().count() >= 25
    assert Offer.objects.open().count() == 2
    assert Review.objects.published().filter(direction=Direction.OF_CREATOR).count() >= 90
    first_films = {text.email: text.films[0][0] for text in CREATORS}
    window = [first_films[row.creator.user.email] for row in Featured.objects.filter(gig=None)]  # type: ignore[union-attr]
    assert len(set(window)) == len(window) == 4
    for category in Category.objects.all():
        gigs = Gig.objects.live().filter(Q(category=category) | Q(category__parent=category))
        assert gigs.count() >= (3 if category.is_top else 1), category
    for mara_or_nils in (CREATOR_EMAIL, CLIENT_EMAIL):
        assert User.objects.get(email=mara_or_nils).notifications.exists()


def states() -> Counter[str]:
    return Counter(Milestone.objects.values_list("status", flat=True))
