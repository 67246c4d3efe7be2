"""The sweep of deadlines: at the boundary, and never twice."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.actions.auto_accept import auto_accept
from contracts.actions.remind import remind
from contracts.models import ContractEvent, Milestone
from contracts.tasks import sweep_deadlines
from contracts.tests.conftest import ask_for_changes, fresh, hand_over, take
from notifications.models import Notification
from payments import demo
from payments.models import Operation
from reelbyte import clock

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)


def reminders(person: Any) -> int:
    return Notification.objects.filter(recipient=person, kind="contracts.reminded").count()


def test_silence_accepts_at_the_moment_and_not_before(submitted: Milestone) -> None:
    end = submitted.auto_release_at
    with clock.at(end - TICK):
        assert auto_accept(submitted.pk) is False
        sweep_deadlines()
        assert fresh(submitted).status == "submitted"
    with clock.at(end):
        assert sweep_deadlines() == 1
        assert sweep_deadlines() == 0
    assert fresh(submitted).status == "releasing"
    assert Operation.objects.count() == 1
    event = ContractEvent.objects.get(kind="approve")
    assert event.actor is None


def test_both_are_told_that_silence_accepted(submitted: Milestone, alice: Any, bob: Any) -> None:
    with clock.at(submitted.auto_release_at):
        sweep_deadlines()
    told = Notification.objects.filter(kind="contracts.approve")
    assert {notification.recipient for notification in told} == {alice, bob}


def test_the_number_of_days_is_the_contracts_own(submitted: Milestone) -> None:
    assert submitted.auto_release_at - submitted.submitted_at >= timedelta(days=7)
    contract = submitted.contract
    contract.auto_accept_days = 3
    contract.save()
    hand_over(submitted)
    milestone = fresh(submitted)
    delivery = milestone.deliveries.first()
    assert delivery is not None
    assert milestone.auto_release_at == delivery.playable_at + 3 * DAY


def test_an_answer_in_time_stops_it(submitted: Milestone) -> None:
    end = submitted.auto_release_at
    with clock.at(end - TICK):
        ask_for_changes(submitted)
    with clock.at(end + DAY):
        assert auto_accept(submitted.pk) is False
        assert sweep_deadlines() == 0
    assert not Operation.objects.exists()


def test_an_acceptance_stops_it(submitted: Milestone) -> None:
    take(submitted)
    with clock.at(submitted.auto_release_at + DAY):
        assert sweep_deadlines() == 0
    assert Operation.objects.count() == 1


def test_it_reminds_on_the_third_and_the_sixth_day(submitted: Milestone, bob: Any) -> None:
    start = submitted.auto_release_at - 7 * DAY
    seen = []
    for hours in range(0, 7 * 24, 6):
        with clock.at(start + timedelta(hours=hours)):
            sweep_deadlines()
            seen.append((hours, reminders(bob)))
    told = {count: hours for hours, count in reversed(seen)}
    assert told == {0: 0, 1: 72, 2: 144}


def test_a_reminder_comes_at_its_moment_and_once(submitted: Milestone, bob: Any) -> None:
    third = submitted.remind_at
    with clock.at(third - TICK):
        assert remind(submitted.pk) is False
    with clock.at(third):
        assert remind(submitted.pk) is True
        assert remind(submitted.pk) is False
    assert reminders(bob) == 1


def test_a_sweep_that_was_away_tells_the_later_one_only(submitted: Milestone, bob: Any) -> None:
    with clock.at(submitted.remind_at + 3 * DAY + TICK):
        sweep_deadlines()
        sweep_deadlines()
    assert reminders(bob) == 1
    assert fresh(submitted).remind_at is None


def test_a_sweep_that_was_away_past_the_end_reminds_nobody(submitted: Milestone, bob: Any) -> None:
    with clock.at(submitted.auto_release_at + 30 * DAY):
        sweep_deadlines()
    assert reminders(bob) == 0
    assert fresh(submitted).status == "releasing"


def test_a_new_version_is_reminded_of_anew(submitted: Milestone, bob: Any) -> None:
    with clock.at(submitted.remind_at):
        sweep_deadlines()
        hand_over(submitted)
        again = fresh(submitted).remind_at
    with clock.at(again):
        sweep_deadlines()
    assert reminders(bob) == 2


def test_nothing_that_was_never_watchable_is_accepted(funded: Milestone) -> None:
    hand_over(funded, ready=False)
    with clock.after(365 * DAY):
        assert sweep_deadlines() == 0
    assert fresh(funded).status == "submitted"


def test_one_failure_costs_only_itself(submitted: Milestone, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_id: int) -> bool:
        raise ValueError("one bad row")

    with monkeypatch.context() as patch:
        patch.setattr("contracts.tasks.auto_accept", broken)
        with clock.at(submitted.auto_release_at):
            assert sweep_deadlines() == 0
    with clock.at(submitted.auto_release_at):
        assert sweep_deadlines() == 1
        demo.settle()
    assert fresh(submitted).status == "released"
