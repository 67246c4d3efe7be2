"""Answer a wish to cancel, or take one's own back."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving
from contracts.actions.cancel import give_back
from contracts.models import CancellationRequest
from contracts.rules import Way
from reelbyte import clock
from reelbyte.errors import Conflict, Refused

Status = CancellationRequest.Status


def accept_cancellation(actor: User, wish: CancellationRequest) -> CancellationRequest:
    """Agree: all that is in escrow goes back to the client."""
    with transaction.atomic():
        wish, done = _locked(actor, wish, Status.ACCEPTED)
        if not done:
            _answer(wish, Status.ACCEPTED)
            party = wish.milestone.contract.party_of(actor)
            give_back(wish.milestone, party, actor=actor, way=Way.AGREEMENT, reason=wish.reason)
        return wish


def decline_cancellation(actor: User, wish: CancellationRequest) -> CancellationRequest:
    """Do not agree: the work goes on."""
    return _close(actor, wish, Status.DECLINED, "cancellation_declined")


def withdraw_cancellation(actor: User, wish: CancellationRequest) -> CancellationRequest:
    """Take one's own wish back."""
    return _close(actor, wish, Status.WITHDRAWN, "cancellation_withdrawn")


def _close(actor: User, wish: CancellationRequest, status: Status, kind: str) -> CancellationRequest:
    with transaction.atomic():
        wish, done = _locked(actor, wish, status)
        if not done:
            _answer(wish, status)
            contract = wish.milestone.contract
            event = moving.tell(contract, kind, milestone=wish.milestone, actor=actor)
            announcements.announce(event, to=[contract.counterparty_of(actor)])
        return wish


def _locked(actor: User, wish: CancellationRequest, status: Status) -> tuple[CancellationRequest, bool]:
    """The wish as it is now, its milestone locked, and whether it has that answer already.

    Raises `Refused` when it is not this person's to answer, `Conflict` when it was answered otherwise.
    """
    milestone = locks.lock(wish.milestone_id)
    wish = CancellationRequest.objects.select_for_update().get(pk=wish.pk)
    wish.milestone = milestone
    milestone.contract.party_of(actor)
    is_own = wish.requested_by_id == actor.pk
    if is_own != (status == Status.WITHDRAWN):
        raise Refused(_("This is for the other side to answer."))
    if wish.status == status:
        return wish, True
    if wish.status != Status.OPEN:
        raise Conflict(_("This question is no longer open."))
    return wish, False


def _answer(wish: CancellationRequest, status: Status) -> None:
    wish.status, wish.answered_at = status, clock.now()
    wish.save(update_fields=["status", "answered_at"])
