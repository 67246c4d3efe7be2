"""Send one digest, once."""

import logging

from django.db import transaction

from notifications import mails
from notifications.actions.send_email import freshened, may_be_told
from notifications.models import Delivery, Digest, Notification
from notifications.plan import still_wanted
from notifications.preferences import choices_of
from reelbyte import clock

logger = logging.getLogger(__name__)


def send_digest(digest_id: int) -> None:
    """Send the mail unless it was sent, or began to be, before: claimed as in `send_email`.

    What was read, unsubscribed from or settled meanwhile is left out; if nothing is left, so is the mail.
    """
    digest = _claim(digest_id)
    if digest is None:
        return
    notices, kept = _contents(digest)
    if not notices:
        _settle(digest, Digest.Status.SKIPPED, kept)
        return
    try:
        mails.of_digest(digest, notices).send()
    except Exception:
        digest.settle(Digest.Status.PENDING)
        raise
    _settle(digest, Digest.Status.SENT, kept)


def _contents(digest: Digest) -> tuple[list[tuple[Notification, dict]], list[int]]:
    """What to tell, newest first, and the ids of the deliveries that tell it."""
    rows = digest.deliveries.select_related("notification__recipient", "notification__actor")
    notices, kept = [], []
    choices = choices_of(digest.user)
    for delivery in rows.order_by("-notification__created_at", "-notification_id"):
        notification = delivery.notification
        if not may_be_told(notification) or not still_wanted(delivery, choices):
            continue
        if (more := freshened(notification)) is not None:
            notices.append((notification, more))
            kept.append(delivery.pk)
    return notices, kept


@transaction.atomic
def _claim(digest_id: int) -> Digest | None:
    digest = Digest.objects.select_for_update(of=("self",)).select_related("user").filter(pk=digest_id).first()
    if digest is None or digest.status != Digest.Status.PENDING:
        if digest is not None and digest.status == Digest.Status.SENDING:
            logger.error("whether digest %s went out is unknown", digest_id)
        return None
    digest.settle(Digest.Status.SENDING)
    return digest


@transaction.atomic
def _settle(digest: Digest, status: Digest.Status, told: list[int]) -> None:
    now = clock.now()
    digest.deliveries.filter(pk__in=told).update(status=Delivery.Status.SENT, changed_at=now)
    digest.deliveries.exclude(pk__in=told).update(status=Delivery.Status.SKIPPED, changed_at=now)
    digest.settle(status)
