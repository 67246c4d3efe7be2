"""Calling it off alone: the ways that are open, and no other."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.actions.cancel import cancel
from contracts.models import ContractEvent, Milestone
from contracts.rules import Way
from contracts.tests.conftest import answer, fresh, hand_over, make_ready, pay, take
from payments import demo, ledger
from payments.models import Operation
from reelbyte import clock, policy
from reelbyte.errors import Conflict
from reelbyte.money import Money
from videos.models import Video

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)


@pytest.mark.parametrize("side", ["client", "creator"])
def test_before_the_money_either_may(milestone: Milestone, side: str) -> None:
    cancel(getattr(milestone.contract, side), milestone, way=Way.UNFUNDED, reason="Changed plans")
    milestone = fresh(milestone)
    assert (milestone.status, milestone.contract.status) == ("cancelled", "cancelled")
    assert not Operation.objects.exists()


def test_the_creator_gives_all_of_it_back(submitted: Milestone, alice: Any, bob: Any) -> None:
    cancel(alice, submitted, way=Way.BY_CREATOR, reason="I cannot finish")
    assert fresh(submitted).status == "refunding"
    operation = Operation.objects.get()
    assert (operation.kind, operation.user, operation.amount) == ("refund", bob, Money(30_000, "EUR"))
    demo.settle()
    assert ledger.balance("escrow", submitted.escrow_ref, "EUR") == Money.zero("EUR")


def test_the_client_waits_for_the_deadline_and_its_grace(funded: Milestone, bob: Any) -> None:
    end = funded.due_at + policy.LATE_GRACE
    with clock.at(end - TICK), pytest.raises(Conflict):
        cancel(bob, funded, way=Way.LATE, reason="Late")
    with clock.at(end):
        cancel(bob, funded, way=Way.LATE, reason="Late")
    assert fresh(funded).status == "refunding"


def test_not_once_delivered(submitted: Milestone, bob: Any) -> None:
    with clock.at(submitted.due_at + timedelta(days=30)), pytest.raises(Conflict):
        cancel(bob, submitted, way=Way.LATE)


def test_not_while_waiting_for_the_client(milestone: Milestone, bob: Any) -> None:
    pay(milestone)
    with clock.after(timedelta(days=60)), pytest.raises(Conflict):
        cancel(bob, milestone, way=Way.LATE)


def test_a_delivery_that_never_could_be_watched_is_none(funded: Milestone, bob: Any) -> None:
    hand_over(funded, ready=False)
    from contracts.tests.conftest import break_film

    break_film(Video.objects.get(purpose="delivery"))
    with clock.at(funded.due_at + policy.LATE_GRACE):
        cancel(bob, funded, way=Way.LATE)
    assert fresh(funded).status == "refunding"


def test_the_client_cannot_take_it_back_alone(funded: Milestone, bob: Any) -> None:
    for way in (Way.BY_CREATOR, Way.LATE, Way.UNFUNDED, Way.AGREEMENT):
        with pytest.raises(Conflict):
            cancel(bob, funded, way=way)
    assert fresh(funded).status == "funded"


def test_what_was_shown_is_what_happens_or_nothing(milestone: Milestone, alice: Any) -> None:
    pay(milestone)
    with pytest.raises(Conflict):
        cancel(alice, milestone, way=Way.UNFUNDED)
    assert fresh(milestone).status == "funded"


def test_asked_twice_it_is_given_back_once(funded: Milestone, alice: Any) -> None:
    cancel(alice, funded, way=Way.BY_CREATOR)
    cancel(alice, funded, way=Way.BY_CREATOR)
    demo.settle()
    cancel(alice, funded, way=Way.BY_CREATOR)
    assert Operation.objects.count() == 1
    assert ContractEvent.objects.filter(kind="claim_refund").count() == 1


def test_what_is_accepted_is_not_taken_back(submitted: Milestone, alice: Any) -> None:
    take(submitted)
    with pytest.raises(Conflict):
        cancel(alice, submitted, way=Way.BY_CREATOR)
    assert Operation.objects.get().kind == "release"


def test_a_video_that_gets_ready_after_the_cancellation_starts_nothing(funded: Milestone, alice: Any) -> None:
    hand_over(funded, ready=False)
    cancel(alice, funded, way=Way.BY_CREATOR)
    make_ready(Video.objects.get(purpose="delivery"))
    milestone = fresh(funded)
    assert (milestone.status, milestone.auto_release_at) == ("refunding", None)


def test_an_answered_brief_changes_nothing_about_who_waits(milestone: Milestone, bob: Any) -> None:
    pay(milestone)
    answer(milestone)
    with clock.after(timedelta(days=5)), pytest.raises(Conflict):
        cancel(bob, milestone, way=Way.LATE)
