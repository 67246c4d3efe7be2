"""The brief, over HTTP."""

from typing import Any

import pytest
from django.urls import reverse

from contracts.models import BriefAnswer, Contract, Milestone
from contracts.tests.conftest import fresh, hand_over, pay

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(contract: Contract) -> str:
    return reverse("contracts:brief-update", args=[contract.public_id])


def test_it_asks_what_the_creator_asked(url: str, login: Any, bob: Any) -> None:
    html = login(bob).get(url).content.decode()
    assert "What is it for?" in html
    assert "Anything to avoid?" in html


def test_answers_start_the_clock(url: str, milestone: Milestone, login: Any, bob: Any) -> None:
    pay(milestone)
    response = login(bob).post(url, {"answer_0": "A launch", "answer_1": ""})
    assert response.url == milestone.contract.get_absolute_url()
    assert fresh(milestone).due_at is not None
    assert "A launch" in login(bob).get(response.url).content.decode()


def test_a_required_answer_is_required(url: str, milestone: Milestone, login: Any, bob: Any) -> None:
    response = login(bob).post(url, {"answer_0": "", "answer_1": "No logos"})
    assert response.status_code == 422
    assert "No logos" in response.content.decode()
    assert fresh(milestone).contract.waits_for_brief


def test_each_kind_is_checked_as_what_it_is(contract: Contract, url: str, login: Any, bob: Any) -> None:
    for position, kind in ((2, "link"), (3, "yes_no")):
        BriefAnswer.objects.create(contract=contract, position=position, question=kind, kind=kind, required=False)
    wrong = {"answer_0": "A launch", "answer_2": "javascript:alert(1)", "answer_3": "maybe"}
    response = login(bob).post(url, wrong)
    assert set(response.context["form"].errors) == {"answer_2", "answer_3"}
    login(bob).post(url, {"answer_0": "A launch", "answer_2": "https://example.com/logo", "answer_3": "yes"})
    html = login(bob).get(contract.get_absolute_url()).content.decode()
    assert 'href="https://example.com/logo"' in html
    assert "<dd>Yes</dd>" in html


def test_words_are_never_markup(contract: Contract, url: str, login: Any, alice: Any, bob: Any) -> None:
    login(bob).post(url, {"answer_0": "<script>alert(1)</script>", "answer_1": ""})
    assert "<script>alert(1)" not in login(alice).get(contract.get_absolute_url()).content.decode()


def test_only_the_client(url: str, login: Any, alice: Any, carol: Any, dave: Any) -> None:
    for person in (alice, carol, dave):
        assert login(person).get(url).status_code == 404
        assert login(person).post(url, {"answer_0": "Mine"}).status_code == 404
    assert not BriefAnswer.objects.exclude(answer="").exists()


def test_it_is_closed_after_a_delivery(url: str, funded: Milestone, login: Any, bob: Any) -> None:
    hand_over(funded)
    assert "closed" in login(bob).get(url).content.decode()
    assert login(bob).post(url, {"answer_0": "Else", "answer_1": ""}).status_code == 409
