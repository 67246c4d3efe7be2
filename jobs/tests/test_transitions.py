"""The table of moves, all of it, without a database."""

import itertools

import pytest

from jobs import transitions
from jobs.models import Job
from reelbyte.errors import Conflict

LEGAL = {
    ("draft", "publish"): "open",
    ("open", "close"): "closed",
    ("open", "expire"): "expired",
    ("open", "fill"): "filled",
    ("closed", "reopen"): "open",
    ("closed", "fill"): "filled",
    ("expired", "reopen"): "open",
    ("expired", "fill"): "filled",
    ("filled", "reopen"): "open",
}
ALREADY = {
    ("open", "publish"),
    ("open", "reopen"),
    ("closed", "close"),
    ("filled", "fill"),
    ("expired", "expire"),
}


def test_every_move_from_every_status() -> None:
    for status, move in itertools.product(transitions.STATUSES, transitions.NAMES):
        if (status, move) in LEGAL:
            assert transitions.after(status, move) == LEGAL[status, move], (status, move)
        elif (status, move) in ALREADY:
            assert transitions.after(status, move) is None, (status, move)
        else:
            with pytest.raises(Conflict):
                transitions.after(status, move)


def test_the_table_speaks_of_the_models_statuses() -> None:
    assert set(transitions.STATUSES) == set(Job.Status.values)
