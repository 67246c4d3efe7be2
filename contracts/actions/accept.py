"""Accept the version that waits, and release the money for it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving
from contracts import transitions as t
from contracts.models import Delivery, Milestone
from contracts.transitions import Party
from payments.actions.release import claim_release
from reelbyte.errors import Conflict


def accept(client: User, milestone: Milestone, *, version: int) -> Milestone:
    """The client is content with `version`: the milestone is approved and its release claimed, in one.

    Pressed twice, it is accepted once. Raises `Conflict` when another version waits, or none.
    """
    with transaction.atomic():
        milestone = locks.lock(milestone.pk)
        party = milestone.contract.party_of(client)
        if t.step(t.APPROVE, milestone.status, party) is None:
            return milestone
        approve(milestone, waiting_version(milestone, version), party, actor=client)
    return milestone


def approve(milestone: Milestone, delivery: Delivery, party: Party, *, actor: User | None = None) -> None:
    """Accept `delivery` of a locked milestone and claim its release: what a person and the sweep share."""
    contract = milestone.contract
    event = moving.make(t.APPROVE, milestone, party, actor=actor, version=delivery.version)
    if event is None:
        return
    delivery.status = Delivery.Status.ACCEPTED
    delivery.save(update_fields=["status"])
    amount, fee = milestone.in_escrow, milestone.fee_of_rest
    moving.make(t.CLAIM_RELEASE, milestone, Party.SYSTEM, amount_minor=amount.minor, fee_minor=fee.minor)
    claim_release(
        milestone.escrow_ref,
        payee=contract.creator,
        amount=amount,
        fee=fee,
        key=f"release:{milestone.public_id}",
        subject=contract.title,
    )
    told = [contract.creator] if actor is not None else [contract.creator, contract.client]
    announcements.announce(event, to=told)


def waiting_version(milestone: Milestone, version: int) -> Delivery:
    """The playable version that waits for an answer, if it is the one the client looked at; else Conflict."""
    delivery = milestone.deliveries.filter(status=Delivery.Status.WAITING).first()
    if delivery is None:
        raise Conflict(t.REFUSALS["approve"])
    if delivery.version != version:
        raise Conflict(_("A newer version was delivered meanwhile. Watch it before you answer."))
    if delivery.playable_at is None:
        raise Conflict(_("Its preview is still being made. Answer when you have watched it."))
    return delivery
