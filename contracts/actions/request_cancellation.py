"""Ask the other side to call a milestone off."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving, rules
from contracts.actions.cancel import was_delivered
from contracts.models import CancellationRequest, Milestone
from contracts.rules import Way
from reelbyte import clock
from reelbyte.errors import Conflict


def request_cancellation(client: User, milestone: Milestone, *, reason: str) -> CancellationRequest:
    """The wish, once: while one is open, asking again returns it. The clock goes on meanwhile.

    Raises `Conflict` when there is nothing to agree on any more.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        wishes = milestone.cancellation_requests.filter(status=CancellationRequest.Status.OPEN)
        if (asked := wishes.first()) is not None:
            return asked
        party = milestone.contract.party_of(client)
        way = rules.way_to_cancel(milestone, party, clock.now(), delivered=was_delivered(milestone))
        if way != Way.AGREEMENT:
            raise Conflict(_("This has changed in the meantime: it can no longer be cancelled this way."))
        asked = CancellationRequest.objects.create(milestone=milestone, requested_by=client, reason=reason)
        event = moving.tell(
            milestone.contract, "cancellation_requested", milestone=milestone, actor=client, reason=reason
        )
        announcements.announce(event, to=[milestone.contract.counterparty_of(client)])
        return asked
