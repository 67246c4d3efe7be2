"""What contracts answers to the hooks of the apps below: money or a video has arrived, may the two still talk."""

from django.db.models import Q

from accounts.models import User
from contracts import locks
from contracts.actions.fund import announce_funding, fail_funding, fund
from contracts.actions.give_tip import hold_up_tip, pay_out, receive
from contracts.actions.mark_playable import fail_delivery, mark_playable
from contracts.actions.settle import hold_up, settle_refund, settle_release, try_again
from contracts.models import Contract
from messaging import bonds
from payments import hooks as money
from videos import hooks as films


def lock_escrow(escrow_ref: str) -> None:
    """Contract and milestone, or tip, are locked before payments locks its own rows."""
    if locks.lock_escrow(escrow_ref) is None:
        locks.lock_tip(escrow_ref)


def is_live(public_id: str) -> bool:
    """A block never cuts a live contract: its two may talk about it until it ends."""
    return Contract.objects.live().filter(public_id=public_id).exists()


def worked_together(one: User, other: User) -> bool:
    """The two had a contract that was paid for, whoever hired whom."""
    both = Q(client=one, creator=other) | Q(client=other, creator=one)
    return Contract.objects.filter(both, funded_at__isnull=False).exists()


def have_contract(one: User, other: User) -> bool:
    """One is under way between the two, or was paid for."""
    both = Q(client=one, creator=other) | Q(client=other, creator=one)
    return worked_together(one, other) or Contract.objects.live().filter(both).exists()


def register() -> None:
    """Called once by `ContractsConfig.ready`."""
    money.lock_for(lock_escrow)
    money.on_funded(fund)
    money.on_funded(pay_out)
    money.on_passing(locks.is_tip)
    money.on_booked(announce_funding)
    money.on_funding_failed(fail_funding)
    money.on_released(settle_release)
    money.on_released(receive)
    money.on_refunded(settle_refund)
    money.on_operation_failed(hold_up)
    money.on_operation_failed(hold_up_tip)
    money.on_operation_retried(try_again)
    bonds.register("contract", is_live)
    bonds.register_work(worked_together)
    bonds.register_contract(have_contract)
    films.on_ready("delivery", mark_playable)
    films.on_failed("delivery", fail_delivery)
