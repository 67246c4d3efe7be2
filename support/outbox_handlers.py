"""What follows later: asking everybody, and mails to people without an account."""

from django.core.mail import EmailMultiAlternatives

from reelbyte import outbox
from support import mails
from support.actions.accept_terms import ask_everybody
from support.models import PageVersion, TicketMessage


@outbox.handler("support.terms")
def terms(payload: dict) -> None:
    ask_everybody(PageVersion.objects.get(pk=payload["version"]))


@outbox.handler("support.email", queue="mail")
def email(payload: dict) -> None:
    """To a visitor: that we have their question, or our answer."""
    message = TicketMessage.objects.select_related("ticket").get(pk=payload["message"])
    written = mails.to_visitor(message)
    mail = EmailMultiAlternatives(subject=written.subject, body=written.text, to=[message.ticket.email])
    mail.attach_alternative(written.html, "text/html")
    mail.send()
