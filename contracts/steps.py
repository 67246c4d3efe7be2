"""Whose turn it is, and until when: what a board and a room say first. Pure: no queries, no request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from contracts.models import Delivery, Milestone
from contracts.transitions import ACCEPTED, GIVEN_BACK, UNFUNDED, Party
from contracts.transitions import MilestoneStatus as S


@dataclass(frozen=True)
class Step:
    """`mine`: the viewer is the one to act. `kind` colours it: warn, good, bad, or nothing."""

    title: str
    text: str
    mine: bool = False
    deadline: datetime | None = None
    kind: str = ""


def foremost(
    milestones: Sequence[Milestone],
    party: Party,
    now: datetime,
    waiting_in: Callable[[Milestone], Delivery | None],
) -> Milestone:
    """The milestone that comes first for `party`: the first in play in which they have to act, else the first.

    In play is what is paid for and not over, what is to be paid for next, and what was proposed to them. Of a
    contract that is over, the last that was not called off.
    """
    live = [row for row in milestones if not row.has_ended]
    if not live:
        return next((row for row in reversed(milestones) if row.status != S.CANCELLED), milestones[-1])
    agreed = next((row for row in live if row.status != S.DRAFT), None)
    in_play = [row for row in live if row.status not in UNFUNDED or row is agreed or row.status == S.DRAFT]
    mine = (row for row in in_play if next_step(row, party, now, waiting_in(row)).mine)
    return next(mine, agreed or live[0])


def next_step(milestone: Milestone, party: Party, now: datetime, waiting: Delivery | None) -> Step:
    """What happens next in `milestone`, as `party` reads it. `waiting` is the version that waits, if any."""
    status, is_client = milestone.status, party == Party.CLIENT
    if status == S.DRAFT:
        return _proposed(milestone, is_client)
    if status in UNFUNDED:
        return _before_money(milestone, is_client)
    if status in (S.FUNDED, S.REVISION_REQUESTED):
        return _in_work(milestone, is_client, now)
    if status == S.SUBMITTED:
        return _answer(milestone, is_client, waiting)
    return _money_moves(status)


def _proposed(milestone: Milestone, is_client: bool) -> Step:
    by_client = milestone.proposed_by_id == milestone.contract.client_id
    if by_client == is_client:
        return Step(_("Proposed"), _("It can be paid for once the other side has agreed."))
    text = (
        _("Agree, and it can be paid for. Nothing is paid yet.")
        if is_client
        else _("Agree if price and time suit you. Start when it is paid for, not before.")
    )
    return Step(_("Answer the proposal"), text, mine=True, kind="warn")


def answer_first() -> Step:
    """What comes before everything else: the other side has asked something about an agreement that stands."""
    return Step(_("Answer the request"), _("The other side asks for a change."), mine=True, kind="warn")


def _before_money(milestone: Milestone, is_client: bool) -> Step:
    if not is_client:
        return Step(_("Waiting for the payment"), _("Start when the money is in escrow, not before."))
    if milestone.status == S.FUNDING_PENDING:
        return Step(
            _("Finish the payment"), _("It is confirmed here as soon as the payment arrives."), mine=True, kind="warn"
        )
    return Step(
        _("Fund the escrow"),
        _("The creator starts when the money is safe. You release it when you are happy."),
        mine=True,
    )


def _in_work(milestone: Milestone, is_client: bool, now: datetime) -> Step:
    if milestone.due_at is None:
        if is_client:
            return Step(_("Answer the brief"), _("The creator's time starts with your answers."), mine=True)
        return Step(_("Waiting for the brief"), _("Your time starts when the client has answered it."))
    late = milestone.is_late(now)
    kind = "bad" if late else ""
    again = milestone.status == S.REVISION_REQUESTED
    if is_client:
        title = _("A new version is on its way") if again else _("The work is under way")
        text = _("The deadline has passed.") if late else _("You are told as soon as there is something to watch.")
        return Step(title, text, deadline=milestone.due_at, kind=kind)
    title = _("Deliver a new version") if again else _("Deliver the work")
    text = _("You are late: deliver, or write to the client.") if late else _("The clock stops when you deliver.")
    return Step(title, text, mine=True, deadline=milestone.due_at, kind=kind)


def _answer(milestone: Milestone, is_client: bool, waiting: Delivery | None) -> Step:
    if waiting is None or waiting.playable_at is None:
        return Step(_("The preview is being made"), _("The time to answer starts when it can be watched."))
    if is_client:
        return Step(
            _("Watch and answer"),
            _("Accept it or request changes. Without an answer it counts as accepted."),
            mine=True,
            deadline=milestone.auto_release_at,
            kind="warn",
        )
    return Step(
        _("Waiting for the client's answer"),
        _("Without an answer it counts as accepted."),
        deadline=milestone.auto_release_at,
    )


def _money_moves(status: str) -> Step:
    if status == S.RELEASED:
        return Step(_("Released"), _("Accepted and paid out. The originals can be downloaded."), kind="good")
    if status in (S.RELEASE_FAILED, S.REFUND_FAILED):
        return Step(
            _("Held up"), _("The payment provider refused. Our staff look into it; nothing is lost."), kind="bad"
        )
    if status in ACCEPTED:
        return Step(_("Accepted"), _("The money is on its way to the creator."), kind="good")
    if status == S.REFUNDED:
        return Step(_("Refunded"), _("All of it is back with the client."))
    if status in GIVEN_BACK:
        return Step(_("Cancelled"), _("The money is on its way back to the client."))
    if status == S.CANCELLED:
        return Step(_("Cancelled"), _("Nothing was paid."))
    if status == S.RESOLVED:
        return Step(_("Dispute over"), _("The money went where the outcome says."))
    if status == S.RESOLVING:
        return Step(_("Dispute over"), _("The money is on its way, as the outcome says."))
    return Step(_("Disputed"), _("The money stays where it is until this is settled or decided."), kind="warn")
