"""Keep what a release brought where it is while it is disputed: owed to the creator, and out of their reach."""

from django.db import transaction
from django.utils.translation import gettext as _

from payments.models import Earning
from reelbyte.errors import Conflict


def hold_earning(escrow_ref: str) -> Earning:
    """Hold the earning of a released escrow; inside the transaction that opens the dispute. Held already: returns.

    Raises `Conflict` when it has cleared: a dispute may not reach for what the creator could have spent.
    """
    with transaction.atomic():
        earning = _of(escrow_ref)
        if earning is None or earning.status == Earning.Status.AVAILABLE:
            raise Conflict(_("The money has cleared: it is the creator's by now."))
        return _move(earning, Earning.Status.HELD)


def lift_hold(escrow_ref: str) -> Earning | None:
    """The dispute is over: what is left of the earning clears when it would have, at once when that time is past."""
    with transaction.atomic():
        earning = _of(escrow_ref)
        if earning is None or earning.status != Earning.Status.HELD:
            return earning
        return _move(earning, Earning.Status.CLEARING)


def _of(escrow_ref: str) -> Earning | None:
    rows = Earning.objects.select_for_update(of=("self",)).filter(operation__escrow_ref=escrow_ref)
    return rows.order_by("-id").first()


def _move(earning: Earning, status: str) -> Earning:
    if earning.status != status:
        earning.status = status
        earning.save(update_fields=["status"])
    return earning
