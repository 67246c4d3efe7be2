"""Ask for changes in the version that waits."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving, rules
from contracts import transitions as t
from contracts.actions.accept import waiting_version
from contracts.models import Delivery, Milestone, RevisionRequest
from reelbyte import clock
from reelbyte.errors import Conflict, Refused


def request_changes(client: User, milestone: Milestone, *, version: int, text: str) -> RevisionRequest:
    """A round of changes to `version`, counted against the agreed number.

    The creator gets a new deadline (`rules.due_after_changes`). Asked twice of one version, it is the request
    of the first time. Raises `Refused` beyond the agreed number, `Conflict` when the time to answer is over or
    another version waits.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        asked = RevisionRequest.objects.filter(delivery__milestone=milestone, delivery__version=version).first()
        if asked is not None:
            return asked
        party = milestone.contract.party_of(client)
        t.step(t.REQUEST_CHANGES, milestone.status, party)
        delivery = waiting_version(milestone, version)
        _check(milestone)
        milestone.due_at = rules.due_after_changes(milestone, clock.now())
        milestone.revisions_used += 1
        event = moving.make(
            t.REQUEST_CHANGES,
            milestone,
            party,
            actor=client,
            fields=["due_at", "revisions_used"],
            version=version,
            number=milestone.revisions_used,
            delivery=str(delivery.public_id),
        )
        delivery.status = Delivery.Status.CHANGES_REQUESTED
        delivery.save(update_fields=["status"])
        asked = RevisionRequest.objects.create(
            delivery=delivery, requested_by=client, number=milestone.revisions_used, text=text
        )
        if event is not None:
            announcements.announce(event, to=[milestone.contract.creator])
        return asked


def _check(milestone: Milestone) -> None:
    if rules.is_silence_over(milestone, clock.now()):
        raise Conflict(_("The time to answer is over: this version counts as accepted."))
    if not rules.is_revision_left(milestone):
        raise Refused(
            _("All %(agreed)s agreed rounds of changes are used. Accept this version, or write to the creator.")
            % {"agreed": milestone.revisions_agreed}
            if milestone.revisions_agreed
            else _("This order was made without rounds of changes. Accept this version, or write to the creator.")
        )
