"""The mails of visitors' tickets. Members are told by `notifications`."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from reelbyte.context import POLICY
from support import keys
from support.models import TicketMessage


@dataclass(frozen=True)
class Written:
    """A mail without its address."""

    subject: str
    text: str
    html: str


def to_visitor(message: TicketMessage) -> Written:
    """Our answer, or that their question has arrived, with the link that opens the ticket."""
    ticket = message.ticket
    if message.is_staff:
        subject, text = _("Our answer: %(subject)s"), _("We have answered you.")
    else:
        subject, text = _("We have your question: %(subject)s"), _("We have your question and will answer you here.")
    context = {
        "text": text,
        "quote": message.text if message.is_staff else "",
        "name": "ReelByte",
        "url": keys.link(ticket),
        "button": _("Read it and answer"),
        "site_url": settings.SITE_URL,
        "policy": POLICY,
        "essential": True,
        "recipient": None,
        "title": subject % {"subject": ticket.subject},
    }
    html = render_to_string("support/emails/ticket.html", context)
    return Written(context["title"], render_to_string("support/emails/ticket.txt", context), html)  # type: ignore[arg-type]
