"""Asking the other side to call it off, and the answers."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.actions.answer_cancellation import accept_cancellation, decline_cancellation, withdraw_cancellation
from contracts.actions.request_cancellation import request_cancellation
from contracts.models import CancellationRequest, Milestone
from contracts.tests.conftest import fresh, take
from notifications.models import Notification
from payments import demo
from payments.models import Operation
from reelbyte import clock
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(funded: Milestone, bob: Any) -> CancellationRequest:
    return request_cancellation(bob, funded, reason="The launch was called off")


def test_the_creator_is_asked_and_the_work_goes_on(wish: CancellationRequest, alice: Any) -> None:
    assert wish.milestone.status == "funded"
    assert Notification.objects.filter(recipient=alice, kind="contracts.cancellation_requested").exists()


def test_one_question_at_a_time(wish: CancellationRequest, bob: Any) -> None:
    assert request_cancellation(bob, wish.milestone, reason="Again") == wish


def test_agreed_all_of_it_goes_back(wish: CancellationRequest, alice: Any) -> None:
    accept_cancellation(alice, wish)
    demo.settle()
    milestone = fresh(wish.milestone)
    assert (milestone.status, milestone.refunded) == ("refunded", Money(30_000, "EUR"))
    wish.refresh_from_db()
    assert wish.status == "accepted"


def test_agreed_twice_it_goes_back_once(wish: CancellationRequest, alice: Any) -> None:
    accept_cancellation(alice, wish)
    accept_cancellation(alice, wish)
    assert Operation.objects.count() == 1


def test_declined_the_work_goes_on_and_one_may_ask_again(wish: CancellationRequest, alice: Any, bob: Any) -> None:
    decline_cancellation(alice, wish)
    with pytest.raises(Conflict):
        accept_cancellation(alice, wish)
    assert request_cancellation(bob, wish.milestone, reason="Please") != wish


def test_taken_back(wish: CancellationRequest, alice: Any, bob: Any) -> None:
    withdraw_cancellation(bob, wish)
    with pytest.raises(Conflict):
        accept_cancellation(alice, wish)
    assert fresh(wish.milestone).status == "funded"


def test_each_side_has_its_own_answers(wish: CancellationRequest, alice: Any, bob: Any) -> None:
    for person, action in (
        (bob, accept_cancellation),
        (bob, decline_cancellation),
        (alice, withdraw_cancellation),
    ):
        with pytest.raises(Refused):
            action(person, wish)
    assert not Operation.objects.exists()


def test_accepted_work_overtakes_it(submitted: Milestone, alice: Any, bob: Any) -> None:
    wish = request_cancellation(bob, submitted, reason="Changed plans")
    take(submitted)
    with pytest.raises(Conflict):
        accept_cancellation(alice, wish)
    assert Operation.objects.get().kind == "release"


def test_the_creator_needs_nobodys_leave(funded: Milestone, alice: Any) -> None:
    with pytest.raises(Conflict):
        request_cancellation(alice, funded, reason="Please")


def test_once_it_is_late_no_agreement_is_needed(funded: Milestone, bob: Any) -> None:
    with clock.at(funded.due_at + timedelta(days=2)), pytest.raises(Conflict):
        request_cancellation(bob, funded, reason="Late")


def test_before_the_money_there_is_nothing_to_agree_on(milestone: Milestone, bob: Any) -> None:
    with pytest.raises(Conflict):
        request_cancellation(bob, milestone, reason="Never mind")
