"""What a person may do now, without a database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts import rules
from contracts.models import Contract, Delivery, Milestone
from contracts.rules import Way
from contracts.transitions import Party
from reelbyte import policy

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)


def milestone(status: str, **fields: Any) -> Milestone:
    contract = Contract(revision_days=3, late_grace_hours=24, dispute_days=7, auto_accept_days=7, currency="EUR")
    fields.setdefault("revisions_agreed", 1)
    return Milestone(contract=contract, status=status, amount_minor=100, currency="EUR", **fields)


@pytest.mark.parametrize(
    ("status", "party", "due", "delivered", "way"),
    [
        ("awaiting_funding", Party.CLIENT, None, False, Way.UNFUNDED),
        ("funding_pending", Party.CREATOR, None, False, Way.UNFUNDED),
        ("funded", Party.CREATOR, NOW, False, Way.BY_CREATOR),
        ("submitted", Party.CREATOR, NOW, True, Way.BY_CREATOR),
        ("funded", Party.CLIENT, NOW, False, Way.AGREEMENT),
        ("funded", Party.CLIENT, NOW - DAY + TICK, False, Way.AGREEMENT),
        ("funded", Party.CLIENT, NOW - DAY, False, Way.LATE),
        ("funded", Party.CLIENT, NOW - DAY, True, Way.AGREEMENT),
        ("funded", Party.CLIENT, None, False, Way.AGREEMENT),
        ("submitted", Party.CLIENT, NOW - 9 * DAY, True, Way.AGREEMENT),
        ("revision_requested", Party.CLIENT, NOW - 9 * DAY, True, Way.AGREEMENT),
        ("releasing", Party.CREATOR, NOW, True, None),
        ("released", Party.CLIENT, NOW, True, None),
        ("refunding", Party.CLIENT, NOW, False, None),
        ("disputed", Party.CREATOR, NOW, True, None),
    ],
)
def test_the_way_to_cancel(status: str, party: Party, due: datetime | None, delivered: bool, way: Way | None) -> None:
    assert rules.way_to_cancel(milestone(status, due_at=due), party, NOW, delivered=delivered) == way


def test_the_deadline_after_changes() -> None:
    looked = milestone("submitted", due_at=NOW, submitted_at=NOW - 2 * DAY)
    assert rules.due_after_changes(looked, NOW) == NOW + 3 * DAY
    assert rules.due_after_changes(looked, NOW + 5 * DAY) == NOW + 8 * DAY
    early = milestone("submitted", due_at=NOW + 10 * DAY, submitted_at=NOW)
    assert rules.due_after_changes(early, NOW + DAY) == NOW + 11 * DAY


def test_reminders_come_in_their_order_whatever_the_policy_says() -> None:
    offsets = (6 * DAY, 3 * DAY)
    assert rules.next_reminder(NOW, NOW, offsets) == NOW + 3 * DAY
    assert rules.next_reminder(NOW, NOW + 3 * DAY, offsets) == NOW + 6 * DAY
    assert rules.next_reminder(NOW, NOW + 6 * DAY, offsets) is None
    assert rules.next_reminder(NOW, NOW, ()) is None


def test_no_reminder_comes_after_the_end() -> None:
    assert all(offset < policy.AUTO_ACCEPT for offset in policy.AUTO_ACCEPT_REMINDERS)


PLAYABLE = Delivery(version=1, playable_at=NOW)


@pytest.mark.parametrize(
    ("row", "party", "waiting", "expected"),
    [
        (milestone("awaiting_funding"), Party.CLIENT, None, "fund edit change cancel_unfunded"),
        (milestone("awaiting_funding"), Party.CREATOR, None, "change cancel_unfunded"),
        (
            milestone("funded", due_at=NOW),
            Party.CREATOR,
            None,
            "deliver change extend cancel_by_creator dispute",
        ),
        (milestone("submitted"), Party.CLIENT, Delivery(version=1), "change cancel_agreement dispute"),
        (
            milestone("submitted"),
            Party.CLIENT,
            PLAYABLE,
            "accept request_changes change cancel_agreement dispute",
        ),
        (
            milestone("submitted", revisions_used=1),
            Party.CLIENT,
            PLAYABLE,
            "accept change cancel_agreement dispute",
        ),
        (milestone("submitted", auto_release_at=NOW), Party.CLIENT, PLAYABLE, "accept change cancel_agreement"),
        (milestone("submitted"), Party.CREATOR, PLAYABLE, "deliver change cancel_by_creator dispute"),
        (milestone("released", released_at=NOW - 7 * DAY), Party.CLIENT, None, ""),
        (milestone("released", released_at=NOW - 7 * DAY + TICK), Party.CLIENT, None, "dispute"),
    ],
)
def test_what_a_room_offers(row: Milestone, party: Party, waiting: Delivery | None, expected: str) -> None:
    assert rules.open_actions(row, party, NOW, waiting=waiting, delivered=waiting is PLAYABLE) == set(expected.split())


def test_who_edits_a_milestone_before_its_payment() -> None:
    said = {
        (status, party, own): rules.editing(milestone(status), party, is_own=own)
        for status in ("draft", "awaiting_funding", "funding_pending", "funded", "released")
        for party in (Party.CLIENT, Party.CREATOR)
        for own in (True, False)
    }
    assert {key for key, value in said.items() if value == "all"} == {
        ("draft", Party.CLIENT, True),
        ("draft", Party.CREATOR, True),
    }
    assert {key[:2] for key, value in said.items() if value == "words"} == {
        ("awaiting_funding", Party.CLIENT),
        ("funding_pending", Party.CLIENT),
    }


def test_a_change_that_waits_hides_the_next() -> None:
    row = milestone("funded", due_at=NOW)
    asked = rules.open_actions(row, Party.CREATOR, NOW, waiting=None, delivered=False, is_asked=True)
    assert asked == {"deliver", "cancel_by_creator", "dispute"}
    row.extensions_used = row.extensions_agreed
    assert not rules.may_ask_extension(row, Party.CREATOR)


def test_lateness_needs_somebody_to_be_late() -> None:
    assert milestone("funded", due_at=NOW - TICK).is_late(NOW)
    assert not milestone("funded", due_at=NOW).is_late(NOW)
    assert not milestone("submitted", due_at=NOW - DAY).is_late(NOW)
    assert not milestone("funded", due_at=None).is_late(NOW)
