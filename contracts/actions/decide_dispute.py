"""Staff decide: the last word, with its reason, moves the money like any other outcome."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, dispute_moving, resolution
from contracts.actions.open_dispute import check_share
from contracts.disputes import DisputeStatus
from contracts.models import Dispute
from contracts.transitions import Party
from reelbyte import audit
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money


def decide_dispute(staff: User, dispute: Dispute, *, to_client: Money, decision: str) -> Dispute:
    """Give the client `to_client` and the creator the rest, less the fee; `decision` is read by both.

    Decided the same way again, it is decided once. Raises `Conflict` when it is not with staff, `Refused` for a
    share that is no part of it, and for staff who are a side of it.
    """
    with transaction.atomic():
        dispute = dispute_moving.lock(dispute)
        contract = dispute.milestone.contract
        if staff.pk in (contract.client_id, contract.creator_id):
            raise Refused(_("You are a side of this dispute: somebody else decides it."))
        if dispute.status == DisputeStatus.DECIDED and dispute.to_client == to_client:
            return dispute
        if dispute.status != DisputeStatus.WITH_STAFF:
            raise Conflict
        check_share(to_client, dispute.amount)
        dispute.to_client_minor, dispute.decided_by, dispute.decision = to_client.minor, staff, decision
        dispute_moving.move(dispute, "decide")
        event = resolution.carry_out(dispute, dispute.milestone, party=Party.STAFF, actor=staff)
        audit.record(
            staff,
            "contracts.dispute_decided",
            dispute,
            decision,
            to_client=str(dispute.to_client),
            to_creator=str(dispute.to_creator),
        )
        if event is not None:
            announcements.announce(event, to=[contract.client, contract.creator])
        return dispute
