"""Send one notification's mail, once."""

import logging

from django.db import transaction

from notifications import mails
from notifications.models import Delivery, Notification
from notifications.plan import still_wanted
from notifications.registry import EMAIL

logger = logging.getLogger(__name__)


def send_email(notification_id: int) -> None:
    """Send the mail unless it was sent, or began to be, before.

    The claim is committed before the mail server is called: a worker killed in between leaves a mail unsent
    rather than sent twice. A mail server that refuses gives the claim back, and the outbox asks again.
    """
    delivery = _claim(notification_id)
    if delivery is None:
        return
    notification = delivery.notification
    more = freshened(notification) if may_be_told(notification) and still_wanted(delivery) else None
    if more is None:
        delivery.settle(Delivery.Status.SKIPPED)
        return
    try:
        mails.of_notice(notification, more).send()
    except Exception:
        delivery.settle(Delivery.Status.PENDING)
        raise
    delivery.settle(Delivery.Status.SENT)


def may_be_told(notification: Notification) -> bool:
    """A suspended person hears only what is essential, a closed account nothing."""
    person = notification.recipient
    return person.is_active or (notification.event.essential and person.status != person.Status.CLOSED)


def freshened(notification: Notification) -> dict | None:
    """What its app adds to the mail now; None when there is nothing left to tell. What is essential is told."""
    event = notification.event
    more = event.fresh(notification) if event.fresh is not None else {}
    return more or {} if event.essential else more


@transaction.atomic
def _claim(notification_id: int) -> Delivery | None:
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("notification__recipient", "notification__actor")
        .filter(notification_id=notification_id, channel=EMAIL)
        .first()
    )
    if delivery is None or delivery.status != Delivery.Status.PENDING:
        if delivery is not None and delivery.status == Delivery.Status.SENDING:
            logger.error("whether the mail of notification %s went out is unknown", notification_id)
        return None
    delivery.settle(Delivery.Status.SENDING)
    return delivery
