"""Send one notification's mail, once."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import select_template
from django.utils import timezone, translation

from notifications.models import Delivery, Notification
from reelbyte import clock

logger = logging.getLogger(__name__)


def send_email(notification_id: int) -> None:
    """Send the mail unless it was sent, or began to be, before.

    The claim is committed before the mail server is called: a worker killed in between leaves a mail unsent
    rather than sent twice. A mail server that refuses gives the claim back, and the outbox asks again.
    """
    delivery = _claim(notification_id)
    if delivery is None:
        return
    if not _may_be_mailed(delivery.notification):
        _settle(delivery, Delivery.Status.SKIPPED)
        return
    try:
        message(delivery.notification).send()
    except Exception:
        _settle(delivery, Delivery.Status.PENDING)
        raise
    _settle(delivery, Delivery.Status.SENT)


def message(notification: Notification) -> EmailMultiAlternatives:
    """The mail, in the recipient's time zone; links lead to SITE_URL whatever host asked."""
    with timezone.override(notification.recipient.timezone), translation.override(settings.LANGUAGE_CODE):
        context: dict[str, Any] = {
            **notification.context,
            "notification": notification,
            "recipient": notification.recipient,
            "actor": notification.actor,
            "title": str(notification.event.title),
            "text": notification.text,
            "url": f"{settings.SITE_URL}{notification.url}",
            "site_url": settings.SITE_URL,
            "essential": notification.event.essential,
        }
        mail = EmailMultiAlternatives(
            subject=" ".join(context["title"].split()),
            body=_render(notification, "txt", context),
            to=[notification.recipient.email],
            # The same notification is the same message to every mail program.
            headers={"Message-ID": f"<{notification.public_id}@{settings.SITE_URL.split('://')[-1].split(':')[0]}>"},
        )
        mail.attach_alternative(_render(notification, "html", context), "text/html")
    return mail


def _render(notification: Notification, kind: str, context: dict) -> str:
    names = [f"notifications/emails/event.{kind}"]
    if template := notification.event.email_template:
        app, _, name = template.partition("/")
        names.insert(0, f"{app}/emails/{name}.{kind}")
    return select_template(names).render(context)


def _may_be_mailed(notification: Notification) -> bool:
    person = notification.recipient
    return person.is_active or (notification.event.essential and person.status != person.Status.CLOSED)


@transaction.atomic
def _claim(notification_id: int) -> Delivery | None:
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("notification__recipient", "notification__actor")
        .filter(notification_id=notification_id, channel="email")
        .first()
    )
    if delivery is None or delivery.status != Delivery.Status.PENDING:
        if delivery is not None and delivery.status == Delivery.Status.SENDING:
            logger.error("whether the mail of notification %s went out is unknown", notification_id)
        return None
    _settle(delivery, Delivery.Status.SENDING)
    return delivery


def _settle(delivery: Delivery, status: Delivery.Status) -> None:
    delivery.status, delivery.changed_at = status, clock.now()
    delivery.save(update_fields=["status", "changed_at"])
