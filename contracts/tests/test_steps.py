"""Whose turn it is: for both sides, in every status."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.models import Contract, Delivery, Milestone
from contracts.steps import next_step
from contracts.transitions import MilestoneStatus, Party

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
SOON = NOW + timedelta(days=1)


def milestone(status: str, **fields: Any) -> Milestone:
    return Milestone(contract=Contract(currency="EUR"), status=status, **fields)


@pytest.mark.parametrize("status", list(MilestoneStatus))
def test_never_both_sides_turn_at_once(status: MilestoneStatus) -> None:
    waiting = Delivery(version=1, playable_at=NOW)
    for due in (None, SOON):
        row = milestone(status, due_at=due, auto_release_at=SOON)
        client, creator = (next_step(row, party, NOW, waiting) for party in (Party.CLIENT, Party.CREATOR))
        assert client.title
        assert creator.title
        assert not (client.mine and creator.mine)


def test_the_client_pays_then_answers_then_watches() -> None:
    steps = [
        next_step(milestone("awaiting_funding"), Party.CLIENT, NOW, None),
        next_step(milestone("funded"), Party.CLIENT, NOW, None),
        next_step(
            milestone("submitted", auto_release_at=SOON), Party.CLIENT, NOW, Delivery(version=1, playable_at=NOW)
        ),
    ]
    assert [step.title for step in steps] == ["Fund the escrow", "Answer the brief", "Watch and answer"]
    assert all(step.mine for step in steps)
    assert steps[2].deadline == SOON


def test_a_late_creator_is_told_so() -> None:
    step = next_step(milestone("funded", due_at=NOW - timedelta(days=1)), Party.CREATOR, NOW, None)
    assert (step.mine, step.kind) == (True, "bad")


def test_a_preview_being_made_is_nobodys_turn() -> None:
    for party in (Party.CLIENT, Party.CREATOR):
        assert not next_step(milestone("submitted"), party, NOW, Delivery(version=1)).mine
