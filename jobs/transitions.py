"""The legal moves of a job, as one table. Pure: no database, no people."""

from reelbyte.moves import Moves

# (status, move) -> status. What is not here is not possible.
MOVES: dict[tuple[str, str], str] = {
    ("draft", "publish"): "open",
    ("open", "close"): "closed",
    ("open", "expire"): "expired",
    ("closed", "reopen"): "open",
    ("expired", "reopen"): "open",
    ("filled", "reopen"): "open",  # hired somebody, and needs another
    # An offer that was out when the job closed may still be accepted: then it was filled after all.
    ("open", "fill"): "filled",
    ("closed", "fill"): "filled",
    ("expired", "fill"): "filled",
}

STATUSES = ("draft", "open", "closed", "filled", "expired")
NAMES = ("publish", "close", "reopen", "fill", "expire")

# Where a move leads, wherever it starts: asked again there, it has already happened.
LEADS_TO = {"publish": "open", "close": "closed", "reopen": "open", "fill": "filled", "expire": "expired"}

after = Moves(MOVES, LEADS_TO).after
