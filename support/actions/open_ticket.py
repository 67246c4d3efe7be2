"""Ask our staff."""

from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from reelbyte import limits, outbox, policy
from support.actions.write import write
from support.models import Ticket


def open_ticket(
    *,
    user: User | None,
    name: str = "",
    email: str = "",
    category: str,
    subject: str,
    text: str,
    file: UploadedFile | None = None,
    address: str = "",
) -> Ticket:
    """A ticket with its first message. A visitor gives `email` and is mailed the link that opens it.

    `address` is where the request comes from: visitors are counted by it. Raises TooMany, and Refused for a file
    that is not taken.
    """
    who = f"user:{user.pk}" if user else f"address:{address}"
    limits.take("support.ticket", who, most=policy.TICKETS_A_DAY, per=timedelta(days=1))
    with transaction.atomic():
        ticket = Ticket.objects.create(
            user=user,
            name="" if user else name,
            email="" if user else email,
            category=category,
            subject=subject,
        )
        message = write(ticket, author=user, text=text, file=file)
        if user is None:
            outbox.add("support.email", str(message.public_id), {"message": message.pk})
    return ticket
