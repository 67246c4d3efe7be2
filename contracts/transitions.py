"""The legal moves as one table, pure: no database, no clock, no request.

A move says from which statuses it may start, where it ends, who may make it, and in which statuses it has
already happened (asked again there, it is a no-op and not an error). Actions ask `step()`, pages ask
`is_open()`, and both therefore agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_lazy as _

from reelbyte.errors import Conflict


class Party(StrEnum):
    """In which role somebody acts on a contract. `SYSTEM` is a hook, a webhook or a sweep."""

    CLIENT = "client"
    CREATOR = "creator"
    SYSTEM = "system"
    STAFF = "staff"


class MilestoneStatus(StrEnum):
    """Where a milestone and its escrow stand."""

    DRAFT = "draft"
    AWAITING_FUNDING = "awaiting_funding"
    FUNDING_PENDING = "funding_pending"
    FUNDED = "funded"
    SUBMITTED = "submitted"
    REVISION_REQUESTED = "revision_requested"
    APPROVED = "approved"
    RELEASING = "releasing"
    RELEASE_FAILED = "release_failed"
    RELEASED = "released"
    CANCELLED = "cancelled"
    REFUNDING = "refunding"
    REFUND_FAILED = "refund_failed"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    RESOLVING = "resolving"
    RESOLVED = "resolved"


class ContractStatus(StrEnum):
    """Whether a contract's room is live. How its money stands is its milestones' business."""

    ACTIVE = "active"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


S = MilestoneStatus
UNFUNDED: Final = frozenset({S.DRAFT, S.AWAITING_FUNDING, S.FUNDING_PENDING})
IN_WORK: Final = frozenset({S.FUNDED, S.SUBMITTED, S.REVISION_REQUESTED})
ACCEPTED: Final = frozenset({S.APPROVED, S.RELEASING, S.RELEASE_FAILED, S.RELEASED})
GIVEN_BACK: Final = frozenset({S.REFUNDING, S.REFUND_FAILED, S.REFUNDED})
UNDER_DISPUTE: Final = frozenset({S.DISPUTED, S.RESOLVING})
# Nothing is due any more. A released milestone may still be disputed, within the window.
ENDED: Final = frozenset({S.RELEASED, S.CANCELLED, S.REFUNDED, S.RESOLVED})


@dataclass(frozen=True, slots=True)
class Move:
    """`already` are the statuses in which asking again changes nothing."""

    name: str
    sources: frozenset[MilestoneStatus]
    target: MilestoneStatus
    who: frozenset[Party]
    already: frozenset[MilestoneStatus] = frozenset()


def _move(
    name: str,
    sources: Iterable[MilestoneStatus],
    target: MilestoneStatus,
    who: Iterable[Party],
    already: Iterable[MilestoneStatus] = (),
) -> Move:
    return Move(name, frozenset(sources), target, frozenset(who), frozenset(already))


CLIENT, CREATOR, SYSTEM, STAFF = Party
BOTH = (CLIENT, CREATOR)

# Before the money.
AGREE = _move("agree", {S.DRAFT}, S.AWAITING_FUNDING, BOTH)
OPEN_FUNDING = _move("open_funding", {S.AWAITING_FUNDING, S.FUNDING_PENDING}, S.FUNDING_PENDING, {CLIENT})
FAIL_FUNDING = _move(
    "fail_funding",
    {S.FUNDING_PENDING},
    S.AWAITING_FUNDING,
    {SYSTEM},
    {S.AWAITING_FUNDING},
)
# A webhook may come after its checkout was given up: what was paid for and still is wanted is funded.
FUND = _move("fund", {S.AWAITING_FUNDING, S.FUNDING_PENDING}, S.FUNDED, {SYSTEM})
CANCEL = _move("cancel", UNFUNDED, S.CANCELLED, {*BOTH, STAFF}, {S.CANCELLED})

# The work. Delivering again before an answer replaces the version, as one whose video is broken must be.
DELIVER = _move("deliver", IN_WORK, S.SUBMITTED, {CREATOR})
# A preview that cannot be made is no delivery; one that is made after all, on a second try, is.
FAIL_DELIVERY = _move("fail_delivery", {S.SUBMITTED}, S.FUNDED, {SYSTEM})
RESTORE_DELIVERY = _move(
    "restore_delivery",
    {S.FUNDED, S.REVISION_REQUESTED},
    S.SUBMITTED,
    {SYSTEM},
    {S.SUBMITTED},
)
REQUEST_CHANGES = _move("request_changes", {S.SUBMITTED}, S.REVISION_REQUESTED, {CLIENT})
APPROVE = _move("approve", {S.SUBMITTED}, S.APPROVED, {CLIENT, SYSTEM}, ACCEPTED)

# The money going to the creator: claimed, paid by the gateway, settled. Failed is a place, not a way back.
CLAIM_RELEASE = _move("claim_release", {S.APPROVED}, S.RELEASING, {SYSTEM}, ACCEPTED - {S.APPROVED})
FAIL_RELEASE = _move(
    "fail_release",
    {S.RELEASING},
    S.RELEASE_FAILED,
    {SYSTEM},
    {S.RELEASE_FAILED, S.RELEASED},
)
RETRY_RELEASE = _move(
    "retry_release",
    {S.RELEASE_FAILED},
    S.RELEASING,
    {SYSTEM, STAFF},
    {S.RELEASING, S.RELEASED},
)
SETTLE_RELEASE = _move(
    "settle_release",
    {S.RELEASING, S.RELEASE_FAILED},
    S.RELEASED,
    {SYSTEM},
    {S.RELEASED},
)

# The money going back.
CLAIM_REFUND = _move("claim_refund", IN_WORK, S.REFUNDING, {*BOTH, STAFF}, GIVEN_BACK)
# A card can refuse a refund days after it went through.
FAIL_REFUND = _move("fail_refund", {S.REFUNDING, S.REFUNDED}, S.REFUND_FAILED, {SYSTEM}, {S.REFUND_FAILED})
RETRY_REFUND = _move(
    "retry_refund",
    {S.REFUND_FAILED},
    S.REFUNDING,
    {SYSTEM, STAFF},
    {S.REFUNDING, S.REFUNDED},
)
SETTLE_REFUND = _move("settle_refund", {S.REFUNDING, S.REFUND_FAILED}, S.REFUNDED, {SYSTEM}, {S.REFUNDED})

# When it goes wrong.
DISPUTE = _move("dispute", {*IN_WORK, S.RELEASED}, S.DISPUTED, BOTH, {S.DISPUTED})
RESOLVE = _move("resolve", {S.DISPUTED}, S.RESOLVING, {SYSTEM, STAFF}, {S.RESOLVING, S.RESOLVED})
SETTLE_RESOLUTION = _move("settle_resolution", {S.RESOLVING}, S.RESOLVED, {SYSTEM}, {S.RESOLVED})
# A card can refuse its part days after it went through.
REOPEN_RESOLUTION = _move("reopen_resolution", {S.RESOLVED}, S.RESOLVING, {SYSTEM}, {S.RESOLVING})
# Taken back, and everything is as it was.
RESUME_WORK = _move("resume_work", {S.DISPUTED}, S.FUNDED, BOTH)
RESUME_ANSWER = _move("resume_answer", {S.DISPUTED}, S.SUBMITTED, BOTH)
RESUME_CHANGES = _move("resume_changes", {S.DISPUTED}, S.REVISION_REQUESTED, BOTH)
RESUME_RELEASED = _move("resume_released", {S.DISPUTED}, S.RELEASED, BOTH)
RESUME: Final = MappingProxyType(
    {move.target: move for move in (RESUME_WORK, RESUME_ANSWER, RESUME_CHANGES, RESUME_RELEASED)}
)

MOVES: Final = MappingProxyType(
    {
        move.name: move
        for move in (
            AGREE,
            OPEN_FUNDING,
            FAIL_FUNDING,
            FUND,
            CANCEL,
            DELIVER,
            FAIL_DELIVERY,
            RESTORE_DELIVERY,
            REQUEST_CHANGES,
            APPROVE,
            CLAIM_RELEASE,
            FAIL_RELEASE,
            RETRY_RELEASE,
            SETTLE_RELEASE,
            CLAIM_REFUND,
            FAIL_REFUND,
            RETRY_REFUND,
            SETTLE_REFUND,
            DISPUTE,
            RESOLVE,
            SETTLE_RESOLUTION,
            REOPEN_RESOLUTION,
            *RESUME.values(),
        )
    }
)

REFUSALS: Final = MappingProxyType(
    {
        "open_funding": _("This is paid for already, or it was cancelled."),
        "cancel": _("It can no longer be cancelled this way: money is in escrow for it."),
        "deliver": _("Nothing can be delivered here now."),
        "request_changes": _("Changes can be requested only while a delivery waits for your answer."),
        "approve": _("There is no delivery waiting for an answer."),
        "claim_refund": _("The money can no longer be given back this way."),
        "dispute": _("There is no money here that could be disputed now."),
    }
)


def is_open(move: Move, status: str, party: Party) -> bool:
    """Whether `party` may make `move` from `status`: what decides if a page shows the button."""
    return party in move.who and status in move.sources


def step(move: Move, status: str, party: Party) -> MilestoneStatus | None:
    """The status after `move`, or None when it has already happened.

    Raises Conflict when the move is not possible (any more), or never was for this party.
    """
    if party in move.who:
        if status in move.sources:
            return move.target
        if status in move.already:
            return None
    raise Conflict(REFUSALS.get(move.name))


def outcome(statuses: Iterable[str]) -> ContractStatus:
    """The contract's status that follows from its milestones': ended when nothing is due any more.

    Completed when anything was released or decided, cancelled when everything was called off.
    """
    known = set(statuses)
    if not known or not known <= ENDED:
        return ContractStatus.ACTIVE
    return ContractStatus.COMPLETED if known & {S.RELEASED, S.RESOLVED} else ContractStatus.CANCELLED
