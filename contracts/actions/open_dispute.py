"""Say that something is wrong: the money stops where it is, and the other side is asked to answer."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, disputes, locks, moving, rules
from contracts import transitions as t
from contracts.actions.state_case import check_files, keep_statement
from contracts.models import Dispute, Milestone, SplitOffer
from contracts.transitions import MilestoneStatus
from payments.actions.hold_earning import hold_earning
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money


def open_dispute(
    actor: User,
    milestone: Milestone,
    *,
    reason: str,
    text: str,
    to_client: Money,
    files: Sequence[UploadedFile] = (),
) -> Dispute:
    """Dispute what `milestone` holds, or what its release brought; `to_client` is what the opener would agree to.

    All clocks stand still. While one is live, asking again returns it. Raises `Conflict` when there is no money to
    dispute or the window is over, `Refused` for a share that is no part of it and for a second one by the same side.
    """
    check_files(files)
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        party = milestone.contract.party_of(actor)
        live = milestone.disputes.live().first()
        if live is not None or t.step(t.DISPUTE, milestone.status, party) is None:
            return live  # type: ignore[return-value]
        _check_time(milestone)
        if milestone.disputes.filter(opened_by=actor).exists():
            raise Refused(_("You have taken your dispute of this back before. Write to the other side or to support."))
        was_released = milestone.status == MilestoneStatus.RELEASED
        about = milestone.released if was_released else milestone.in_escrow
        check_share(to_client, about)
        if was_released:
            hold_earning(milestone.escrow_ref)
        dispute = _make(actor, milestone, about, reason)
        keep_statement(dispute, actor, text, files)
        SplitOffer.objects.create(
            dispute=dispute,
            offered_by=actor,
            round=0,
            currency=about.currency,
            amount_minor=about.minor,
            to_client_minor=to_client.minor,
        )
        event = moving.make(
            t.DISPUTE,
            milestone,
            party,
            actor=actor,
            dispute=str(dispute.public_id),
            amount_minor=about.minor,
            reason=text,
        )
        if event is not None:
            announcements.announce(event, to=[milestone.contract.counterparty_of(actor)])
        return dispute


def check_share(to_client: Money, about: Money) -> None:
    """`Refused` when what the client is to get is no part of the whole."""
    if to_client.currency != about.currency or not 0 <= to_client.minor <= about.minor:
        raise Refused(_("The client's share is between nothing and %(whole)s.") % {"whole": about})


def _check_time(milestone: Milestone) -> None:
    now = clock.now()
    if milestone.status == MilestoneStatus.RELEASED and disputes.is_window_over(milestone, now):
        raise Conflict(
            _("A dispute can be opened until %(days)s days after the release. That time is over.")
            % {"days": milestone.contract.dispute_days}
        )
    if milestone.status == MilestoneStatus.SUBMITTED and rules.is_silence_over(milestone, now):
        raise Conflict(_("The time to answer is over: this version counts as accepted."))


def _make(actor: User, milestone: Milestone, about: Money, reason: str) -> Dispute:
    now = clock.now()
    return Dispute.objects.create(
        milestone=milestone,
        opened_by=actor,
        reason=reason,
        currency=about.currency,
        amount_minor=about.minor,
        milestone_status=milestone.status,
        silence_left=milestone.auto_release_at - now if milestone.auto_release_at else None,
        round_hours=[int(span.total_seconds() // 3600) for span in policy.SPLIT_OFFER_ROUNDS],
        deadline_at=now + policy.DISPUTE_ANSWER,
        opened_at=now,
    )
