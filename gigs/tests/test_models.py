"""What the database refuses, whoever asks."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import User
from gigs.models import Gig, GigEvent, Package
from gigs.tests.builders import make_gig, make_video, package
from reelbyte import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "columns",
    [
        {"price_minor": 0},
        {"price_minor": -1},
        {"delivery_days": 0},
        {"tier": "gold"},
    ],
)
def test_a_package_that_makes_no_sense_is_refused(alice: User, columns: dict) -> None:
    gig = make_gig(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Package.objects.filter(gig=gig).update(**columns)


def test_a_tier_holds_one_package(alice: User) -> None:
    gig = make_gig(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Package.objects.create(gig=gig, **package("basic"))


@pytest.mark.parametrize("column", ["from_minor", "fastest_days", "published_at", "cover"])
def test_a_live_gig_is_whole(alice: User, column: str) -> None:
    gig = make_gig(alice, "live")
    with pytest.raises(IntegrityError), transaction.atomic():
        Gig.objects.filter(pk=gig.pk).update(**{column: None})


@pytest.mark.parametrize("columns", [{"rating_average": 5}, {"rating_count": 3}, {"queue_limit": 0}, {"status": "on"}])
def test_columns_that_contradict_each_other_are_refused(alice: User, columns: dict) -> None:
    gig = make_gig(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Gig.objects.filter(pk=gig.pk).update(**columns)


def test_a_price_somebody_saw_stays_provable(alice: User) -> None:
    gig = make_gig(alice, "live")
    offer = gig.packages.get()
    offer.price_minor = 99_000
    offer.save()
    history = Package.pgh_event_model.objects.filter(pgh_obj=offer).order_by("pgh_id")
    assert [row.price_minor for row in history] == [15_000, 99_000]


def test_events_are_append_only(alice: User) -> None:
    event = GigEvent.objects.create(
        gig=make_gig(alice), actor=alice, move="submit", from_status="draft", to_status="in_review", at=clock.now()
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        event.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        GigEvent.objects.update(move="approve")


def test_a_film_is_shown_once(alice: User) -> None:
    video = make_video(alice)
    gig = make_gig(alice, samples=[video])
    with pytest.raises(IntegrityError), transaction.atomic():
        gig.samples.create(video=video)


def test_hidden_creators_gigs_are_seen_by_nobody_else(alice: User, bob: User) -> None:
    gig = make_gig(alice, "live")
    assert Gig.objects.visible_to(bob).contains(gig)
    User.objects.filter(pk=alice.pk).update(profile_visibility="hidden")
    assert not Gig.objects.visible_to(bob).contains(gig)
    assert not Gig.objects.listed().contains(gig)
    assert Gig.objects.visible_to(alice).contains(gig)


def test_the_order_button_says_why_it_is_closed(alice: User) -> None:
    gig = make_gig(alice, "live")
    assert gig.closed_because == ""
    gig.queue_limit, gig.queue_length = 2, 2
    assert gig.closed_because == "The queue is full"
    gig.creator.availability = "away"
    assert gig.closed_because == "Alice Moreau is away"
