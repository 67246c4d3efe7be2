"""One public answer, by the person a review is about."""

from typing import Any

import pytest

from contracts.models import Contract
from reelbyte.errors import Conflict
from reviews.actions.respond import respond
from reviews.actions.write_review import write_review
from reviews.models import Review
from reviews.tests.conftest import STARS_FOR_CLIENT, STARS_FOR_CREATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def about_alice(contract: Contract, bob: Any, alice: Any) -> Review:
    review = write_review(contract, bob, stars=STARS_FOR_CREATOR)
    write_review(contract, alice, stars=STARS_FOR_CLIENT)
    return review


def test_it_is_kept_with_the_review(about_alice: Review, alice: Any) -> None:
    assert respond(about_alice, alice, "Thank you, Bob.").response == "Thank you, Bob."


def test_a_second_answer_is_refused(about_alice: Review, alice: Any) -> None:
    respond(about_alice, alice, "Thank you.")
    respond(about_alice, alice, "Thank you.")
    with pytest.raises(Conflict):
        respond(about_alice, alice, "On second thought ...")


def test_nobody_else_may_answer(about_alice: Review, bob: Any) -> None:
    with pytest.raises(Review.DoesNotExist):
        respond(about_alice, bob, "Me too.")


def test_an_unpublished_review_cannot_be_answered(contract: Contract, bob: Any, alice: Any) -> None:
    hidden = write_review(contract, bob, stars=STARS_FOR_CREATOR)
    with pytest.raises(Review.DoesNotExist):
        respond(hidden, alice, "What did he say?")
