"""Mails and pushes leave through the outbox, on the queue of their own."""

from notifications.actions.send_digest import send_digest
from notifications.actions.send_email import send_email
from notifications.actions.send_push import send_push
from reelbyte import outbox


@outbox.handler("notifications.email", queue="mail")
def email(payload: dict) -> None:
    send_email(payload["notification"])


@outbox.handler("notifications.digest", queue="mail")
def digest(payload: dict) -> None:
    send_digest(payload["digest"])


@outbox.handler("notifications.push", queue="mail")
def push(payload: dict) -> None:
    send_push(payload["delivery"])
