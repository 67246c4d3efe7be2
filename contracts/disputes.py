"""The rules of a dispute, pure: its moves, who may open one and until when, what silence leads to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from reelbyte.moves import Moves

if TYPE_CHECKING:
    from contracts.models import Dispute, Milestone


class DisputeStatus(StrEnum):
    """Whose word is waited for."""

    OPEN = "open"  # the other side's answer
    NEGOTIATING = "negotiating"  # an offer both agree to
    WITH_STAFF = "with_staff"  # the decision
    SETTLED = "settled"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


S = DisputeStatus
LIVE: Final = frozenset({S.OPEN, S.NEGOTIATING, S.WITH_STAFF})
TIMED: Final = frozenset({S.OPEN, S.NEGOTIATING})

MOVES: Final[dict[tuple[str, str], str]] = {
    (S.OPEN, "answer"): S.NEGOTIATING,
    (S.OPEN, "hand_over"): S.WITH_STAFF,
    (S.NEGOTIATING, "hand_over"): S.WITH_STAFF,
    # What was asked for at the start may be agreed to at once.
    (S.OPEN, "settle"): S.SETTLED,
    (S.NEGOTIATING, "settle"): S.SETTLED,
    (S.WITH_STAFF, "decide"): S.DECIDED,
    # Whoever began it may end it, as long as nobody has decided.
    (S.OPEN, "withdraw"): S.WITHDRAWN,
    (S.NEGOTIATING, "withdraw"): S.WITHDRAWN,
    (S.WITH_STAFF, "withdraw"): S.WITHDRAWN,
}
NAMES: Final = ("answer", "hand_over", "settle", "decide", "withdraw")
LEADS_TO: Final[dict[str, str]] = {
    "answer": S.NEGOTIATING,
    "hand_over": S.WITH_STAFF,
    "settle": S.SETTLED,
    "decide": S.DECIDED,
    "withdraw": S.WITHDRAWN,
}

after = Moves(MOVES, LEADS_TO).after


def window_ends(milestone: "Milestone") -> datetime | None:
    """Until when a released milestone may be disputed; None when nothing was released."""
    if milestone.released_at is None:
        return None
    return milestone.released_at + timedelta(days=milestone.contract.dispute_days)


def is_window_over(milestone: "Milestone", now: datetime) -> bool:
    """Whether it is too late for a dispute: the window is a moment, and the earning clears at the same."""
    ends = window_ends(milestone)
    return ends is not None and now >= ends


@dataclass(frozen=True)
class Next:
    """What follows when a deadline has passed: another round until `deadline`, or staff (None)."""

    round: int
    deadline: datetime | None


def when_silent(dispute: "Dispute", now: datetime) -> Next:
    """An unanswered dispute goes to staff on the evidence at hand, and so does one without a split in time."""
    if dispute.status == S.NEGOTIATING and dispute.round < len(dispute.round_hours):
        return next_round(dispute, now)
    return Next(dispute.round, None)


def next_round(dispute: "Dispute", now: datetime) -> Next:
    """The round of offers that begins now."""
    return Next(dispute.round + 1, now + timedelta(hours=dispute.round_hours[dispute.round]))
