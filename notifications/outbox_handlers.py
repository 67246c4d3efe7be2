"""Mails leave through the outbox, on the queue of their own."""

from notifications.actions.send_email import send_email
from reelbyte import outbox


@outbox.handler("notifications.email", queue="mail")
def email(payload: dict) -> None:
    send_email(payload["notification"])
