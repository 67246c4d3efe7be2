"""The table of moves, all of it, without a database."""

import itertools

import pytest

from gigs import transitions
from gigs.models import Gig
from reelbyte.errors import Conflict

LEGAL = {
    ("draft", "submit", "in_review"),
    ("draft", "publish", "live"),
    ("in_review", "approve", "live"),
    ("in_review", "reject", "draft"),
    ("in_review", "withdraw", "draft"),
    ("live", "pause", "paused"),
    ("paused", "resume", "live"),
    ("live", "take_down", "draft"),
    ("paused", "take_down", "draft"),
    ("draft", "restore", "live"),
}
ALREADY = {
    ("in_review", "submit"),
    ("live", "publish"),
    ("live", "approve"),
    ("live", "resume"),
    ("live", "restore"),
    ("paused", "pause"),
}


@pytest.mark.parametrize(("status", "move"), list(itertools.product(transitions.STATUSES, transitions.NAMES)))
def test_every_move_from_every_status(status: str, move: str) -> None:
    leads = {to for at, name, to in LEGAL if (at, name) == (status, move)}
    if leads:
        assert {transitions.after(status, move)} == leads
    elif (status, move) in ALREADY:
        assert transitions.after(status, move) is None
    else:
        with pytest.raises(Conflict):
            transitions.after(status, move)


def test_the_table_speaks_of_the_models_statuses() -> None:
    assert set(transitions.STATUSES) == set(Gig.Status.values)
    assert {to for _at, _move, to in LEGAL} <= set(Gig.Status.values)
