"""Earnings whose clearing time is over become available."""

from django.db import transaction

from payments.models import Earning
from payments.notices import tell_cleared
from reelbyte import clock

BATCH = 200


def clear_earnings(limit: int = BATCH) -> int:
    """Clear what is due, each in its own transaction; rows another sweep holds are left to it. Returns how many."""
    due = Earning.objects.filter(status=Earning.Status.CLEARING, available_at__lte=clock.now())
    return sum(_clear(pk) for pk in due.order_by("available_at").values_list("pk", flat=True)[:limit])


def _clear(earning_id: int) -> bool:
    with transaction.atomic():
        earning = (
            Earning.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("user")
            .filter(pk=earning_id, status=Earning.Status.CLEARING, available_at__lte=clock.now())
            .first()
        )
        if earning is None:
            return False
        earning.status = Earning.Status.AVAILABLE
        earning.save(update_fields=["status"])
        if earning.left:
            tell_cleared(earning)
        return True
