"""Give something on top, after a release."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contracts import announcements, locks, moving
from contracts.models import Contract, Tip
from contracts.transitions import Party
from payments.actions.open_checkout import open_checkout
from payments.actions.release import claim_release
from payments.errors import Unwanted
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money, share

if TYPE_CHECKING:
    from payments.models import Operation, PaymentIntent


def give_tip(
    client: User, contract: Contract, *, amount: Money, words: str = "", return_url: str, cancel_url: str
) -> "PaymentIntent":
    """The payment whose `checkout_url` the browser goes to. Asked again before it is paid, the tip is still one.

    Raises `Refused` for the other side and for an amount outside the policy, `Conflict` before anything of the
    contract was released.
    """
    least, most = (Money.of(units, contract.currency) for units in (policy.TIP_MINIMUM_UNITS, policy.TIP_MAXIMUM_UNITS))
    if amount.currency != contract.currency or not least <= amount <= most:
        raise Refused(_("A tip is between %(least)s and %(most)s.") % {"least": least.short, "most": most.short})
    with transaction.atomic():
        contract = locks.lock_contract(contract.pk)
        if contract.party_of(client) != Party.CLIENT:
            raise Refused(_("Only the client gives a tip."))
        if not contract.milestones.filter(released_minor__gt=0).exists():
            raise Conflict(_("A tip can be given once something was released."))
        tip = contract.tips.filter(status=Tip.Status.OPEN).first() or Tip(contract=contract, client=client)
        tip.amount_minor, tip.currency, tip.words = amount.minor, amount.currency, words
        tip.fee_bps = policy.TIP_FEE_BPS
        tip.save()
        return open_checkout(
            client,
            tip.escrow_ref,
            amount=amount,
            payee=contract.creator,
            description=_("Tip: %(contract)s") % {"contract": contract.title[:180]},
            return_url=return_url,
            cancel_url=cancel_url,
        )


def pay_out(escrow_ref: str, intent: "PaymentIntent") -> None:
    """The tip is paid: it goes on to the creator at once. Told twice of one payment, it goes on once.

    Raises `Unwanted` for the money of a checkout that asked for another amount.
    """
    tip = locks.lock_tip(escrow_ref)
    if tip is None or tip.paid_by == str(intent.public_id):
        return
    if tip.status != Tip.Status.OPEN or intent.amount != tip.amount:
        raise Unwanted(f"tip {tip.status}")
    tip.status, tip.paid_by = Tip.Status.PAID, str(intent.public_id)
    tip.save(update_fields=["status", "paid_by"])
    claim_release(
        escrow_ref,
        payee=tip.contract.creator,
        amount=tip.amount,
        fee=Money(share(tip.amount_minor, tip.fee_bps), tip.currency),
        key=f"tip:{tip.public_id}",
        subject=_("Tip: %(contract)s") % {"contract": tip.contract.title[:180]},
    )
    event = moving.tell(tip.contract, "tip", actor=tip.client, amount_minor=tip.amount_minor, words=tip.words)
    announcements.announce(event, to=[tip.contract.creator])


def receive(escrow_ref: str, operation: "Operation") -> None:
    """The creator is credited. Payments tells them."""
    tip = locks.lock_tip(escrow_ref)
    if tip is None or tip.status == Tip.Status.RECEIVED or not _is_its_own(tip, operation):
        return
    tip.status, tip.received_at = Tip.Status.RECEIVED, clock.now()
    tip.save(update_fields=["status", "received_at"])


def hold_up_tip(escrow_ref: str, operation: "Operation") -> None:
    """The gateway refused for good: said so where both see it. Staff ask again."""
    tip = locks.lock_tip(escrow_ref)
    if tip is None or tip.status != Tip.Status.PAID or operation.kind != "release" or not _is_its_own(tip, operation):
        return
    tip.status = Tip.Status.HELD_UP
    tip.save(update_fields=["status"])
    event = moving.tell(tip.contract, "tip_held_up", amount_minor=tip.amount_minor, why=operation.failure)
    announcements.announce(event, to=[tip.contract.creator])


def _is_its_own(tip: Tip, operation: "Operation") -> bool:
    """A second payment that goes back says nothing about the tip."""
    return operation.intent is not None and str(operation.intent.public_id) == tip.paid_by
