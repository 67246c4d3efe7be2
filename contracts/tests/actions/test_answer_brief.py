"""Answering the brief."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.actions.answer_brief import answer_brief
from contracts.actions.cancel import cancel
from contracts.answers import room_of
from contracts.models import Milestone
from contracts.rules import Way
from contracts.tests.conftest import answer, fresh, hand_over, pay
from notifications.models import Notification
from reelbyte import clock
from reelbyte.errors import Conflict, Refused

pytestmark = pytest.mark.django_db


def test_answers_are_kept_and_told(milestone: Milestone, alice: Any) -> None:
    answer(milestone)
    assert [row.answer for row in milestone.contract.brief.all()] == ["A launch", ""]
    assert Notification.objects.filter(recipient=alice, kind="contracts.brief_answered").count() == 1


def test_part_of_it_does_not_start_the_clock(milestone: Milestone, bob: Any) -> None:
    pay(milestone)
    answer_brief(bob, milestone.contract, {0: "", 1: "No logos"})
    assert fresh(milestone).due_at is None


def test_a_later_edit_moves_no_deadline(funded: Milestone, bob: Any) -> None:
    before = funded.due_at
    with clock.after(timedelta(days=1)):
        assert answer_brief(bob, funded.contract, {0: "A relaunch", 1: ""})
    assert fresh(funded).due_at == before


def test_the_same_again_is_nothing_new(funded: Milestone, bob: Any) -> None:
    assert answer_brief(bob, funded.contract, {0: "A launch", 1: ""}) is False


def test_it_closes_with_the_first_delivery(funded: Milestone, bob: Any) -> None:
    hand_over(funded)
    with pytest.raises(Conflict):
        answer_brief(bob, funded.contract, {0: "Something else", 1: ""})


def test_nobody_answers_for_work_that_was_called_off(funded: Milestone, alice: Any, bob: Any) -> None:
    cancel(alice, funded, way=Way.BY_CREATOR, reason="I am ill")
    assert not room_of(bob, funded.contract).brief_is_open
    with pytest.raises(Conflict):
        answer_brief(bob, funded.contract, {0: "Something else", 1: ""})


def test_the_creator_does_not_answer(milestone: Milestone, alice: Any) -> None:
    with pytest.raises(Refused):
        answer_brief(alice, milestone.contract, {0: "Mine", 1: ""})
