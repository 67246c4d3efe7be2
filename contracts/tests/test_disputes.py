"""The moves of a dispute, every one from every status, and what silence leads to: no database."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from contracts import disputes
from contracts.disputes import DisputeStatus as S
from contracts.models import Contract, Dispute, Milestone
from reelbyte.errors import Conflict

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)

# What is legal, written down a second time and in another shape.
LEGAL = {
    "answer": ("open", "negotiating"),
    "hand_over": ("open negotiating", "with_staff"),
    "settle": ("open negotiating", "settled"),
    "decide": ("with_staff", "decided"),
    "withdraw": ("open negotiating with_staff", "withdrawn"),
}


def test_every_move_from_every_status() -> None:
    assert set(LEGAL) == set(disputes.NAMES)
    for status, name in itertools.product(S, disputes.NAMES):
        sources, target = LEGAL[name]
        if status in sources.split():
            assert disputes.after(status, name) == target, (status, name)
        elif status == target:
            assert disputes.after(status, name) is None, (status, name)
        else:
            with pytest.raises(Conflict):
                disputes.after(status, name)


def test_the_window_is_a_moment() -> None:
    contract = Contract(dispute_days=7)
    milestone = Milestone(contract=contract, status="released", released_at=NOW)
    assert not disputes.is_window_over(milestone, NOW + timedelta(days=7) - TICK)
    assert disputes.is_window_over(milestone, NOW + timedelta(days=7))
    assert not disputes.is_window_over(Milestone(contract=contract, status="funded"), NOW)


def test_silence_leads_through_the_rounds_to_staff() -> None:
    unanswered = Dispute(status=S.OPEN, round=0, round_hours=[48, 48])
    assert disputes.when_silent(unanswered, NOW) == disputes.Next(0, None)
    first = Dispute(status=S.NEGOTIATING, round=1, round_hours=[48, 24])
    assert disputes.when_silent(first, NOW) == disputes.Next(2, NOW + timedelta(hours=24))
    last = Dispute(status=S.NEGOTIATING, round=2, round_hours=[48, 24])
    assert disputes.when_silent(last, NOW) == disputes.Next(2, None)
