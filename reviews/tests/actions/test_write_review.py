"""Writing a review: by a party, once, in time, and unread until both have written."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from contracts.models import Contract
from creators.models import CreatorProfile
from notifications.models import Notification
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from reelbyte.testing.races import race
from reviews.actions.write_review import write_review
from reviews.models import Review
from reviews.tests.conftest import STARS_FOR_CLIENT, STARS_FOR_CREATOR

pytestmark = pytest.mark.django_db


def test_it_stays_hidden_while_only_one_has_written(contract: Contract, bob: Any) -> None:
    review = write_review(contract, bob, stars=STARS_FOR_CREATOR, text="Lovely grade.")
    assert not review.is_published
    assert Review.objects.published().count() == 0
    assert CreatorProfile.objects.get(user=contract.creator).rating_count == 0


def test_the_other_side_is_asked_for_theirs(contract: Contract, bob: Any, alice: Any) -> None:
    write_review(contract, bob, stars=STARS_FOR_CREATOR)
    assert Notification.objects.filter(recipient=alice, kind="reviews.written").count() == 1


def test_both_are_published_when_both_have_written(contract: Contract, bob: Any, alice: Any) -> None:
    write_review(contract, bob, stars=STARS_FOR_CREATOR)
    write_review(contract, alice, stars=STARS_FOR_CLIENT)
    assert Review.objects.published().count() == 2
    profile = CreatorProfile.objects.get(user=alice)
    assert (profile.rating_count, float(profile.rating_average)) == (1, 4.67)
    contract.gig.refresh_from_db()
    assert (contract.gig.rating_count, float(contract.gig.rating_average)) == (1, 4.67)


def test_the_same_words_twice_are_one_review(contract: Contract, bob: Any) -> None:
    first = write_review(contract, bob, stars=STARS_FOR_CREATOR, text="Good")
    assert write_review(contract, bob, stars=STARS_FOR_CREATOR, text="Good") == first


def test_other_words_are_refused(contract: Contract, bob: Any) -> None:
    write_review(contract, bob, stars=STARS_FOR_CREATOR)
    with pytest.raises(Conflict):
        write_review(contract, bob, stars={**STARS_FOR_CREATOR, "quality": 1})


def test_every_category_is_rated_and_no_other(contract: Contract, bob: Any) -> None:
    for stars in ({}, {"quality": 5}, STARS_FOR_CLIENT):
        with pytest.raises(Refused):
            write_review(contract, bob, stars=stars)


def test_the_window_closes(contract: Contract, bob: Any) -> None:
    with clock.after(policy.REVIEW_WINDOW - timedelta(minutes=1)):
        write_review(contract, bob, stars=STARS_FOR_CREATOR)
    with clock.after(policy.REVIEW_WINDOW), pytest.raises(Conflict):
        write_review(contract, contract.creator, stars=STARS_FOR_CLIENT)


@pytest.mark.parametrize(
    "fields",
    [{"funded_at": None}, {"status": "active", "ended_at": None}],
    ids=["never funded", "not ended"],
)
def test_it_needs_a_funded_contract_that_has_ended(contract: Contract, bob: Any, fields: dict) -> None:
    Contract.objects.filter(pk=contract.pk).update(**fields)
    with pytest.raises(Conflict):
        write_review(contract, bob, stars=STARS_FOR_CREATOR)


@pytest.mark.parametrize(
    "stars",
    [{"quality": 6}, {"quality": 0}, {"quality": None}, {"clarity": 3}, {"score": 15}],
)
def test_the_database_refuses_other_ratings(contract: Contract, bob: Any, stars: dict) -> None:
    values = {**STARS_FOR_CREATOR, "score": 14, **stars}
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            contract=contract,
            author=bob,
            subject=contract.creator,
            direction="of_creator",
            reveal_at=clock.now(),
            **values,
        )


@pytest.mark.django_db(transaction=True)
def test_eight_presses_make_one_review(contract: Contract, bob: Any) -> None:
    outcomes = race(*[lambda: write_review(contract, bob, stars=STARS_FOR_CREATOR, text="Good").pk] * 8)
    assert len(set(outcomes)) == 1
    assert Review.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_constraint_still_holds(
    contract: Contract, bob: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with the lock taken away the race is real, and the database refuses the second."""
    monkeypatch.setattr(type(Contract.objects.all()), "select_for_update", lambda self, **options: self)
    outcomes = race(*[lambda: write_review(contract, bob, stars=STARS_FOR_CREATOR, text="Good").pk] * 8)
    assert any(isinstance(outcome, IntegrityError) for outcome in outcomes)
    assert Review.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_are_both_published(contract: Contract, bob: Any, alice: Any) -> None:
    race(
        lambda: write_review(contract, bob, stars=STARS_FOR_CREATOR),
        lambda: write_review(contract, alice, stars=STARS_FOR_CLIENT),
    )
    assert Review.objects.published().count() == 2
    assert CreatorProfile.objects.get(user=alice).rating_count == 1
