"""What a person may do with a milestone now, beyond what its status allows. Pure: rows in, answers out.

Pages ask it for the buttons, actions ask it again under lock.

How milestones change: what one side proposes is a draft until the other agrees, and until then its proposer
edits it. Agreed and not paid for, the client rewords it, either side calls it off (nothing was paid, nothing
binds), and price or days change by a change order that the other side accepts. Paid for, a change order moves the
deadline or raises the price: the rise is a milestone of its own, because an escrow is filled once, whole.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from contracts import disputes
from contracts import transitions as t
from contracts.models import Delivery, Milestone
from contracts.transitions import MilestoneStatus, Party


class Way(StrEnum):
    """How a milestone can be called off by this person now."""

    UNFUNDED = "unfunded"  # nothing was paid: it simply ends
    BY_CREATOR = "by_creator"  # the creator gives all of it back
    LATE = "late"  # the client takes it back: nothing came, and the grace is over
    AGREEMENT = "agreement"  # the client asks, the creator answers


class Editing(StrEnum):
    """How much of a milestone one side may change alone."""

    ALL = "all"
    WORDS = "words"


def editing(milestone: Milestone, party: Party, *, is_own: bool) -> Editing | None:
    """What `party` may edit without asking. `is_own`: whether it was this person who proposed the milestone."""
    if milestone.status == t.MilestoneStatus.DRAFT:
        return Editing.ALL if is_own else None
    return Editing.WORDS if milestone.status in t.UNFUNDED and party == Party.CLIENT else None


def is_changeable(milestone: Milestone) -> bool:
    """Whether a change order makes sense: it is agreed, and neither accepted nor called off."""
    return milestone.status in (t.UNFUNDED | t.IN_WORK) - {t.MilestoneStatus.DRAFT}


def may_ask_extension(milestone: Milestone, party: Party) -> bool:
    """Whether a deadline runs for this creator, and not all agreed extensions are used."""
    return party == Party.CREATOR and milestone.waits_for_creator and milestone.extensions_left > 0


def way_to_cancel(milestone: Milestone, party: Party, now: datetime, *, delivered: bool) -> Way | None:
    """The way open to `party`, or None. `delivered`: whether a playable version was ever handed over."""
    if t.is_open(t.CANCEL, milestone.status, party):
        return Way.UNFUNDED
    if not t.is_open(t.CLAIM_REFUND, milestone.status, party):
        return None
    if party == Party.CREATOR:
        return Way.BY_CREATOR
    if not delivered and is_past_grace(milestone, now):
        return Way.LATE
    return Way.AGREEMENT


def is_past_grace(milestone: Milestone, now: datetime) -> bool:
    """Whether the creator was to act, and the deadline with its grace has passed.

    Never while waiting for the client: a brief that is not answered has not started the clock.
    """
    return milestone.waits_for_creator and now >= milestone.due_at + milestone.contract.late_grace  # type: ignore[operator]


def is_silence_over(milestone: Milestone, now: datetime) -> bool:
    """Whether the client's time to answer is over: the deadline is a moment, not the minute of the sweep."""
    return milestone.auto_release_at is not None and now >= milestone.auto_release_at


def may_dispute(milestone: Milestone, party: Party, now: datetime) -> bool:
    """Whether there is money here that `party` may dispute now."""
    if not t.is_open(t.DISPUTE, milestone.status, party):
        return False
    if milestone.status == MilestoneStatus.RELEASED:
        return not disputes.is_window_over(milestone, now)
    return not is_silence_over(milestone, now)


def is_revision_left(milestone: Milestone) -> bool:
    return milestone.revisions_left is None or milestone.revisions_left > 0


def due_after_changes(milestone: Milestone, now: datetime) -> datetime:
    """The creator's new deadline when changes are requested.

    The clock stood still while the client looked, so that time is added; and a round of changes has at least
    the turnaround the contract was made with.
    """
    stood_still = now - (milestone.submitted_at or now)
    return max((milestone.due_at or now) + stood_still, now + milestone.contract.revision_time)


def next_reminder(playable_at: datetime, now: datetime, offsets: tuple[timedelta, ...]) -> datetime | None:
    """The first reminder of `offsets` (after `playable_at`) that is still to come, or None."""
    return next(
        (playable_at + offset for offset in sorted(offsets) if playable_at + offset > now),
        None,
    )


def open_actions(
    milestone: Milestone,
    party: Party,
    now: datetime,
    *,
    waiting: Delivery | None,
    delivered: bool,
    is_own: bool = False,
    is_asked: bool = False,
) -> set[str]:
    """The names of what `party` may do now: what a room shows as buttons.

    `is_own`: whether this person proposed the milestone; `is_asked`: whether a change of it waits for an answer.
    """
    actions = {name for name, move in OFFERED.items() if t.is_open(move, milestone.status, party)}
    answerable = waiting is not None and waiting.playable_at is not None
    if not answerable:
        actions -= {"accept", "request_changes"}
    if is_silence_over(milestone, now) or not is_revision_left(milestone):
        actions.discard("request_changes")
    if is_own:
        actions.discard("agree")
    if editing(milestone, party, is_own=is_own) is not None:
        actions.add("edit")
    if is_changeable(milestone) and not is_asked:
        actions.add("change")
        if may_ask_extension(milestone, party):
            actions.add("extend")
    if (way := way_to_cancel(milestone, party, now, delivered=delivered)) is not None:
        actions.add(f"cancel_{way.value}")
    if may_dispute(milestone, party, now):
        actions.add("dispute")
    return actions


OFFERED = {
    "agree": t.AGREE,
    "fund": t.OPEN_FUNDING,
    "deliver": t.DELIVER,
    "accept": t.APPROVE,
    "request_changes": t.REQUEST_CHANGES,
}
