"""Ask about everything that should have been heard of by now: what makes a missing webhook only late."""

import logging

from payments.actions.refresh_intent import refresh_intent
from payments.actions.run_operation import refresh_operation, run_operation
from payments.gateways.base import Unreachable
from payments.models import Operation, PaymentIntent
from reelbyte import clock, outbox, policy

logger = logging.getLogger(__name__)

BATCH = 100


def sweep(limit: int = BATCH) -> int:
    """Refresh due intents and operations, oldest first. One that fails does not keep the others waiting."""
    now = clock.now()
    intents = PaymentIntent.objects.filter(status__in=PaymentIntent.OPEN, check_at__lte=now)
    done = 0
    for pk in list(intents.order_by("check_at").values_list("pk", flat=True)[:limit]):
        done += _try(refresh_intent, pk)
    operations = Operation.objects.filter(status__in=Operation.UNDER_WAY, check_at__lte=now)
    for pk in list(operations.order_by("check_at").values_list("pk", flat=True)[:limit]):
        done += _try(run_operation, pk)
    settled = Operation.objects.filter(status=Operation.Status.SETTLED, check_at__lte=now)
    for pk in list(settled.order_by("check_at").values_list("pk", flat=True)[:limit]):
        done += _try(_watch, pk)
    return done


def _watch(operation_id: int) -> None:
    """Has a refund or payout that went through come back since?"""
    operation = refresh_operation(operation_id)
    over = (operation.settled_at or clock.now()) + policy.COME_BACK_WATCHED
    again = clock.now() + policy.COME_BACK_ASK_AGAIN
    Operation.objects.filter(pk=operation_id, status=Operation.Status.SETTLED).update(
        check_at=again if again <= over else None
    )


def _try(action: object, pk: int) -> bool:
    try:
        action(pk)  # type: ignore[operator]
    except (Unreachable, outbox.Retry):
        logger.warning("the gateway does not answer about %s %s", getattr(action, "__name__", action), pk)
        return False
    except Exception:
        logger.exception("%s %s failed", getattr(action, "__name__", action), pk)
        return False
    return True
