"""The table of moves, exhaustively: every move from every status by every party, against a second writing of it."""

import itertools

import pytest

from contracts import transitions as t
from contracts.transitions import ContractStatus, MilestoneStatus, Party
from reelbyte.errors import Conflict

S = MilestoneStatus

# What is legal, written down a second time and in another shape: (move, from) -> to, and by whom.
LEGAL = {
    ("agree", "draft"): ("awaiting_funding", "client creator"),
    ("open_funding", "awaiting_funding"): ("funding_pending", "client"),
    ("open_funding", "funding_pending"): ("funding_pending", "client"),
    ("fail_funding", "funding_pending"): ("awaiting_funding", "system"),
    ("fund", "awaiting_funding"): ("funded", "system"),
    ("fund", "funding_pending"): ("funded", "system"),
    ("cancel", "draft"): ("cancelled", "client creator staff"),
    ("cancel", "awaiting_funding"): ("cancelled", "client creator staff"),
    ("cancel", "funding_pending"): ("cancelled", "client creator staff"),
    ("deliver", "funded"): ("submitted", "creator"),
    ("deliver", "revision_requested"): ("submitted", "creator"),
    ("deliver", "submitted"): ("submitted", "creator"),
    ("fail_delivery", "submitted"): ("funded", "system"),
    ("restore_delivery", "funded"): ("submitted", "system"),
    ("restore_delivery", "revision_requested"): ("submitted", "system"),
    ("request_changes", "submitted"): ("revision_requested", "client"),
    ("approve", "submitted"): ("approved", "client system"),
    ("claim_release", "approved"): ("releasing", "system"),
    ("fail_release", "releasing"): ("release_failed", "system"),
    ("retry_release", "release_failed"): ("releasing", "system staff"),
    ("settle_release", "releasing"): ("released", "system"),
    ("settle_release", "release_failed"): ("released", "system"),
    ("claim_refund", "funded"): ("refunding", "client creator staff"),
    ("claim_refund", "submitted"): ("refunding", "client creator staff"),
    ("claim_refund", "revision_requested"): ("refunding", "client creator staff"),
    ("fail_refund", "refunding"): ("refund_failed", "system"),
    ("fail_refund", "refunded"): ("refund_failed", "system"),
    ("retry_refund", "refund_failed"): ("refunding", "system staff"),
    ("settle_refund", "refunding"): ("refunded", "system"),
    ("settle_refund", "refund_failed"): ("refunded", "system"),
    ("dispute", "funded"): ("disputed", "client creator"),
    ("dispute", "submitted"): ("disputed", "client creator"),
    ("dispute", "revision_requested"): ("disputed", "client creator"),
    ("dispute", "released"): ("disputed", "client creator"),
    ("resolve", "disputed"): ("resolving", "system staff"),
    ("settle_resolution", "resolving"): ("resolved", "system"),
    ("reopen_resolution", "resolved"): ("resolving", "system"),
    ("resume_work", "disputed"): ("funded", "client creator"),
    ("resume_answer", "disputed"): ("submitted", "client creator"),
    ("resume_changes", "disputed"): ("revision_requested", "client creator"),
    ("resume_released", "disputed"): ("released", "client creator"),
}
ALREADY = {
    "fail_funding": "awaiting_funding",
    "cancel": "cancelled",
    "restore_delivery": "submitted",
    "approve": "approved releasing release_failed released",
    "claim_release": "releasing release_failed released",
    "fail_release": "release_failed released",
    "retry_release": "releasing released",
    "settle_release": "released",
    "claim_refund": "refunding refund_failed refunded",
    "fail_refund": "refund_failed",
    "retry_refund": "refunding refunded",
    "settle_refund": "refunded",
    "dispute": "disputed",
    "resolve": "resolving resolved",
    "settle_resolution": "resolved",
    "reopen_resolution": "resolving",
}
EVERY = list(itertools.product(t.MOVES.values(), MilestoneStatus, Party))


def test_every_move_from_every_status_by_everybody() -> None:
    for move, status, party in EVERY:
        case = (move.name, status.value, party.value)
        target, who = LEGAL.get((move.name, status.value), ("", ""))
        allowed = {by for (name, _), (_, by) in LEGAL.items() if name == move.name}
        assert len(allowed) == 1, "one move, one set of people"
        may = party.value in allowed.pop().split()
        assert t.is_open(move, status, party) is bool(target and party.value in who.split()), case
        if target and may:
            assert t.step(move, status, party) == target, case
        elif may and status.value in ALREADY.get(move.name, "").split():
            assert t.step(move, status, party) is None, case
        else:
            with pytest.raises(Conflict):
                raise AssertionError(f"{case}: {t.step(move, status, party)}")


def test_the_two_writings_know_the_same_moves() -> None:
    assert {name for name, _ in LEGAL} == set(t.MOVES)


def reachable(start: set[str]) -> set[str]:
    found = set(start)
    while more := {move.target for move in t.MOVES.values() if move.sources & found} - found:
        found |= more
    return found


def test_every_status_can_be_reached() -> None:
    assert reachable({S.DRAFT}) == set(MilestoneStatus)


@pytest.mark.parametrize("status", sorted(set(MilestoneStatus) - t.ENDED))
def test_nothing_is_stuck(status: MilestoneStatus) -> None:
    assert reachable({status}) & t.ENDED


def test_an_end_is_an_end() -> None:
    assert reachable({S.CANCELLED}) == {S.CANCELLED}


def test_what_is_decided_stays_decided_even_when_a_card_sends_its_part_back() -> None:
    assert reachable({S.RESOLVED}) == {S.RESOLVED, S.RESOLVING}


def test_money_that_is_being_released_never_turns_into_a_refund() -> None:
    undisputed = {name: move for name, move in t.MOVES.items() if name != "dispute"}
    found = {S.APPROVED}
    while more := {move.target for move in undisputed.values() if move.sources & found} - found:
        found |= more
    assert found == t.ACCEPTED


def test_money_that_is_being_given_back_never_turns_into_a_release() -> None:
    assert reachable({S.REFUNDING}) == t.GIVEN_BACK


def test_no_person_moves_money_by_a_name_of_the_system() -> None:
    for name in (
        "fund",
        "claim_release",
        "settle_release",
        "settle_refund",
        "settle_resolution",
    ):
        assert t.MOVES[name].who == {Party.SYSTEM}


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], ContractStatus.ACTIVE),
        (["draft"], ContractStatus.ACTIVE),
        (["released", "funded"], ContractStatus.ACTIVE),
        (["released", "releasing"], ContractStatus.ACTIVE),
        (["released"], ContractStatus.COMPLETED),
        (["released", "cancelled"], ContractStatus.COMPLETED),
        (["resolved", "refunded"], ContractStatus.COMPLETED),
        (["cancelled"], ContractStatus.CANCELLED),
        (["refunded", "cancelled"], ContractStatus.CANCELLED),
        (["refunding"], ContractStatus.ACTIVE),
        (["disputed"], ContractStatus.ACTIVE),
    ],
)
def test_a_contract_ends_with_its_last_milestone(statuses: list[str], expected: ContractStatus) -> None:
    assert t.outcome(statuses) == expected
