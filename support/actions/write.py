"""Put a message into a ticket. Part of the actions beside it."""

from functools import partial
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from messaging import files
from reelbyte.storages import private_storage
from support.models import Ticket, TicketMessage


def write(
    ticket: Ticket, *, author: User | None, text: str, file: UploadedFile | None = None, is_staff: bool = False
) -> TicketMessage:
    """Append it, with its file decided by content as in messages. Refused for a file that is not taken.

    Runs in the caller's transaction; a file whose row is not kept is taken away again.
    """
    message = TicketMessage(ticket=ticket, author=author, text=text, is_staff=is_staff)
    if file is not None:
        inspected = files.inspect(file)
        message.file.name = f"support/{uuid4().hex}.{inspected.extension}"
        message.file_name = files.shown_name(file.name or "", inspected.extension)
        message.content_type = inspected.content_type
    message.save()
    if file is not None:
        file.seek(0)
        content = ContentFile(file.read() if inspected.content is None else inspected.content)
        transaction.on_commit(partial(private_storage().save, message.file.name, content))
    return message
