"""A payout method is not used any more."""

from typing import TYPE_CHECKING

from django.db import transaction

from payments.models import PayoutMethod
from reelbyte import audit, clock

if TYPE_CHECKING:
    from accounts.models import User


def remove_payout_method(user: "User", method: PayoutMethod) -> None:
    """Withdrawals under way still arrive; no new ones go there. Removed already: nothing happens."""
    with transaction.atomic():
        method = PayoutMethod.objects.select_for_update().get(pk=method.pk, user=user)
        if method.status == PayoutMethod.Status.REMOVED:
            return
        method.status, method.removed_at = PayoutMethod.Status.REMOVED, clock.now()
        method.save()
        audit.record(user, "payments.payout_method_removed", method)
