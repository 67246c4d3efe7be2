"""The tables of moves, all of them, without a database."""

import itertools

import pytest

from proposals import transitions
from proposals.models import Interview, Offer, Proposal
from reelbyte.errors import Conflict

LEGAL = {
    ("sent", "see"): "seen",
    ("sent", "shortlist"): "shortlisted",
    ("sent", "interview"): "interview",
    ("sent", "offer"): "offered",
    ("sent", "decline"): "declined",
    ("sent", "withdraw"): "withdrawn",
    ("sent", "expire"): "expired",
    ("seen", "shortlist"): "shortlisted",
    ("seen", "interview"): "interview",
    ("seen", "offer"): "offered",
    ("seen", "decline"): "declined",
    ("seen", "withdraw"): "withdrawn",
    ("seen", "expire"): "expired",
    ("shortlisted", "unshortlist"): "seen",
    ("shortlisted", "interview"): "interview",
    ("shortlisted", "offer"): "offered",
    ("shortlisted", "decline"): "declined",
    ("shortlisted", "withdraw"): "withdrawn",
    ("shortlisted", "expire"): "expired",
    ("interview", "interview_over"): "shortlisted",
    ("interview", "offer"): "offered",
    ("interview", "decline"): "declined",
    ("interview", "withdraw"): "withdrawn",
    ("interview", "expire"): "expired",
    ("offered", "offer_over"): "shortlisted",
    ("offered", "hire"): "hired",
}
ALREADY = {
    ("seen", "see"),
    ("seen", "unshortlist"),
    ("shortlisted", "shortlist"),
    ("shortlisted", "interview_over"),
    ("shortlisted", "offer_over"),
    ("interview", "interview"),
    ("offered", "offer"),
    ("hired", "hire"),
    ("declined", "decline"),
    ("withdrawn", "withdraw"),
    ("expired", "expire"),
}
OFFER = {
    "accept": "accepted",
    "decline": "declined",
    "counter": "countered",
    "expire": "expired",
    "withdraw": "withdrawn",
}
INTERVIEW = {
    ("proposed", "accept"): "accepted",
    ("proposed", "decline"): "declined",
    ("proposed", "cancel"): "cancelled",
    ("proposed", "expire"): "expired",
    ("accepted", "cancel"): "cancelled",
    ("accepted", "hold"): "held",
}


def _check(after, statuses, moves, legal, already) -> None:
    for status, move in itertools.product(statuses, moves):
        if (status, move) in legal:
            assert after(status, move) == legal[status, move], (status, move)
        elif (status, move) in already:
            assert after(status, move) is None, (status, move)
        else:
            with pytest.raises(Conflict):
                after(status, move)


def test_every_move_of_a_proposal_from_every_status() -> None:
    _check(transitions.after, transitions.STATUSES, transitions.LEADS_TO, LEGAL, ALREADY)
    assert set(transitions.NAMES) == set(transitions.LEADS_TO)


def test_every_move_of_an_offer_from_every_status() -> None:
    legal = {("sent", move): status for move, status in OFFER.items()}
    already = {(status, move) for move, status in OFFER.items()}
    _check(transitions.offer_after, transitions.OFFER_STATUSES, OFFER, legal, already)


def test_every_move_of_an_interview_from_every_status() -> None:
    moves = ["accept", "decline", "cancel", "expire", "hold"]
    already = {("accepted", "accept"), ("declined", "decline"), ("cancelled", "cancel"), ("expired", "expire")}
    _check(transitions.interview_after, transitions.INTERVIEW_STATUSES, moves, INTERVIEW, {*already, ("held", "hold")})


def test_the_tables_speak_of_the_models_statuses() -> None:
    assert set(transitions.STATUSES) == set(Proposal.Status.values)
    assert set(transitions.OFFER_STATUSES) == set(Offer.Status.values)
    assert set(transitions.INTERVIEW_STATUSES) == set(Interview.Status.values)
    assert {*transitions.LIVE, *transitions.ENDED} == set(transitions.STATUSES)
    assert not {*transitions.LIVE} & {*transitions.ENDED}
    assert {status for (status, _move) in transitions.MOVES} == set(transitions.LIVE)  # what has ended stays so
