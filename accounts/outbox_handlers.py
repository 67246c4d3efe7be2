"""allauth's mails leave through the outbox."""

from django.core.mail import EmailMultiAlternatives

from accounts.actions.make_export import make_export
from reelbyte import outbox
from reelbyte.models import OutboxMessage


@outbox.handler("accounts.export", queue="media")
def export(payload: dict) -> None:
    """On the queue of long work."""
    make_export(payload["export"])


@outbox.handler("accounts.email", queue="mail")
def email(payload: dict) -> None:
    """Send one mail, then forget what it said: it holds a way into somebody's account."""
    if not payload.get("to"):
        return  # sent before, by a worker that did not live to say so
    mail = EmailMultiAlternatives(subject=payload["subject"], body=payload["text"], to=[payload["to"]])
    if payload["html"]:
        mail.attach_alternative(payload["html"], "text/html")
    mail.send()
    OutboxMessage.objects.filter(topic="accounts.email", key=payload["key"]).update(payload={})
