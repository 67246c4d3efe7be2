"""The legal moves of a gig, as one table. Pure: no database, no people."""

from reelbyte.moves import Moves

# (status, move) -> status. What is not here is not possible.
MOVES: dict[tuple[str, str], str] = {
    ("draft", "submit"): "in_review",
    ("draft", "publish"): "live",  # by creators whose first gig staff have seen
    ("in_review", "approve"): "live",
    ("in_review", "reject"): "draft",
    ("in_review", "withdraw"): "draft",
    ("live", "pause"): "paused",
    ("live", "take_down"): "draft",
    ("draft", "restore"): "live",  # when staff were wrong
    ("paused", "take_down"): "draft",
    ("paused", "resume"): "live",
}

STATUSES = ("draft", "in_review", "live", "paused")
NAMES = ("submit", "publish", "approve", "reject", "withdraw", "pause", "resume", "take_down", "restore")

# Where a move leads, wherever it starts: asked again there, it has already happened.
# "reject", "withdraw" and "take_down" lead to draft, where nothing says which it was: they are not idempotent.
LEADS_TO = {
    "submit": "in_review",
    "publish": "live",
    "approve": "live",
    "pause": "paused",
    "resume": "live",
    "restore": "live",
}

after = Moves(MOVES, LEADS_TO).after
