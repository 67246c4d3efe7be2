"""Wake one browser for one notification, once."""

import base64
import logging

from django.db import transaction

from notifications.actions.send_email import may_be_told
from notifications.models import Delivery, Notification, PushSubscription
from notifications.plan import still_wanted
from notifications.push import client
from notifications.registry import PUSH
from reelbyte import clock, outbox, policy

logger = logging.getLogger(__name__)


def send_push(delivery_id: int) -> None:
    """Send it unless it was sent, or began to be, before: claimed as in `send_email`.

    A subscription that the browser has given up is removed. What could not be handed over is tried again while
    it is news; what got no answer is left, since the browser may have shown it.
    """
    delivery = _claim(delivery_id)
    if delivery is None:
        return
    if _is_old(delivery) or not may_be_told(delivery.notification) or not still_wanted(delivery):
        delivery.settle(Delivery.Status.SKIPPED)
        return
    subscription = delivery.subscription
    assert subscription is not None
    try:
        client.send(
            subscription,
            message(delivery.notification),
            topic=base64.urlsafe_b64encode(delivery.notification.public_id.bytes).decode().rstrip("="),
            urgent=delivery.notification.event.essential,
        )
    except client.Gone:
        subscription.delete()  # and its deliveries with it
        return
    except client.Refused as error:
        logger.warning("push %s was refused: %s", delivery.pk, error)
        delivery.settle(Delivery.Status.SKIPPED)
        return
    except client.Unknown as error:
        logger.warning("whether push %s arrived is unknown: %s", delivery.pk, error)
        return
    except Exception as error:
        delivery.settle(Delivery.Status.PENDING)
        if isinstance(error, client.NotSent) and error.after is not None:
            raise outbox.Retry(error.after) from error
        raise
    delivery.settle(Delivery.Status.SENT)
    PushSubscription.objects.filter(pk=subscription.pk).update(last_sent_at=clock.now())


def message(notification: Notification) -> dict[str, str]:
    """What the service worker shows; `tag` has a second message of the same notice replace the first."""
    return {
        "title": str(notification.event.title),
        "body": notification.text,
        "url": notification.url,
        "tag": str(notification.public_id),
    }


def _is_old(delivery: Delivery) -> bool:
    return clock.now() - (delivery.send_after or delivery.notification.created_at) > policy.PUSH_KEPT


@transaction.atomic
def _claim(delivery_id: int) -> Delivery | None:
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("notification__recipient", "notification__actor", "subscription")
        .filter(pk=delivery_id, channel=PUSH)
        .first()
    )
    if delivery is None or delivery.status != Delivery.Status.PENDING:
        return None
    delivery.settle(Delivery.Status.SENDING)
    return delivery
