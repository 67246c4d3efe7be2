"""Take one's own dispute back: everything goes on where it stood."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, dispute_moving, moving, rules
from contracts import transitions as t
from contracts.models import Delivery, Dispute, Milestone
from contracts.transitions import MilestoneStatus
from payments.actions.hold_earning import lift_hold
from reelbyte import clock, policy
from reelbyte.errors import Refused


def withdraw_dispute(actor: User, dispute: Dispute) -> Dispute:
    """End it without an outcome. The clocks go on with what was left when it was opened.

    Taken back twice, it is taken back once. Raises `Refused` for the other side, `Conflict` when it was settled,
    decided meanwhile.
    """
    with transaction.atomic():
        dispute = dispute_moving.lock(dispute)
        milestone = dispute.milestone
        party = milestone.contract.party_of(actor)
        if actor.pk != dispute.opened_by_id:
            raise Refused(_("Only who opened a dispute can take it back."))
        if not dispute_moving.move(dispute, "withdraw"):
            return dispute
        move = _way_back(dispute, milestone)
        _run_clocks(dispute, milestone, move, clock.now())
        if move is t.RESUME_RELEASED:
            lift_hold(milestone.escrow_ref)
        event = moving.make(
            move,
            milestone,
            party,
            actor=actor,
            fields=["due_at", "auto_release_at", "remind_at"],
            dispute=str(dispute.public_id),
        )
        if event is not None:
            announcements.announce(event, to=[milestone.contract.counterparty_of(actor)])
        return dispute


def _way_back(dispute: Dispute, milestone: Milestone) -> t.Move:
    """To where it came from; to the work when the version that waited turned out not to be playable."""
    before = MilestoneStatus(dispute.milestone_status)
    waits = milestone.deliveries.filter(status=Delivery.Status.WAITING).exists()
    return t.RESUME[MilestoneStatus.FUNDED if before == MilestoneStatus.SUBMITTED and not waits else before]


def _run_clocks(dispute: Dispute, milestone: Milestone, move: t.Move, now: datetime) -> None:
    if milestone.due_at is not None:
        milestone.due_at += now - dispute.opened_at
    if move is not t.RESUME_ANSWER:
        return
    waiting = milestone.deliveries.get(status=Delivery.Status.WAITING)
    if waiting.playable_at is None:
        return  # silence begins when it can be watched
    whole = milestone.contract.auto_accept
    milestone.auto_release_at = now + (dispute.silence_left if dispute.silence_left is not None else whole)
    began = milestone.auto_release_at - whole
    milestone.remind_at = rules.next_reminder(began, now, policy.AUTO_ACCEPT_REMINDERS)
