"""The page where a contract is reviewed, and where both reviews are read."""

from typing import Any

import pytest
from django.urls import reverse

from contracts.models import Contract
from reviews.actions.write_review import write_review
from reviews.models import Review
from reviews.tests.conftest import STARS_FOR_CLIENT, STARS_FOR_CREATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(contract: Contract) -> str:
    return reverse("reviews:review-create", args=[contract.public_id])


def test_a_party_writes_one(url: str, login: Any, bob: Any) -> None:
    answer = login(bob).post(url, {**STARS_FOR_CREATOR, "text": "Lovely."})
    assert answer.status_code == 302
    assert Review.objects.get().text == "Lovely."


def test_missing_stars_keep_the_words(url: str, login: Any, bob: Any) -> None:
    answer = login(bob).post(url, {"quality": "5", "text": "Half done"})
    assert answer.status_code == 422
    assert "Half done" in answer.content.decode()
    assert Review.objects.count() == 0


def test_a_stranger_finds_nothing(url: str, login: Any, dave: Any) -> None:
    assert login(dave).get(url).status_code == 404
    assert login(dave).post(url, STARS_FOR_CREATOR).status_code == 404


def test_the_other_sides_words_are_hidden_until_both_have_written(
    url: str, contract: Contract, login: Any, alice: Any, bob: Any
) -> None:
    write_review(contract, bob, stars=STARS_FOR_CREATOR, text="A secret until then")
    assert "A secret until then" not in login(alice).get(url).content.decode()
    write_review(contract, alice, stars=STARS_FOR_CLIENT)
    assert "A secret until then" in login(alice).get(url).content.decode()


def test_the_answer_is_shown(url: str, contract: Contract, login: Any, alice: Any, bob: Any) -> None:
    about_alice = write_review(contract, bob, stars=STARS_FOR_CREATOR)
    write_review(contract, alice, stars=STARS_FOR_CLIENT)
    answer_url = reverse("reviews:response-create", args=[about_alice.public_id])
    assert login(bob).post(answer_url, {"text": "Not mine to answer"}).status_code == 404
    login(alice).post(answer_url, {"text": "Any time, Bob."})
    assert "Any time, Bob." in login(bob).get(url).content.decode()


def test_script_in_words_is_text(url: str, contract: Contract, login: Any, bob: Any) -> None:
    write_review(contract, bob, stars=STARS_FOR_CREATOR, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in login(bob).get(url).content.decode()
