"""Say something."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from messaging import broadcasts, numbering, rules
from messaging.actions.mark_read import mark_read
from messaging.models import Attachment, Conversation, Message
from reelbyte.errors import Conflict


def send_message(
    conversation: Conversation,
    sender: User,
    *,
    text: str,
    client_id: UUID,
    attachments: Sequence[Attachment] = (),
    answers: int | None = None,
) -> Message:
    """Append what `sender` wrote; sent again with the same `client_id`, it is the message of the first time.

    Looked at by nobody: what a person types comes through `submit_message`. `answers` is the number of the message it
    replies to. Raises `Refused` for an empty or too long text and where the two may not talk, `Conflict` for an id or
    a file that was used for something else.
    """
    text = rules.clean_text(text, has_attachments=bool(attachments))
    if (sent := _already(conversation, sender, client_id)) is not None:
        return sent
    rules.check_may_send(conversation, sender)
    rules.check_rate(sender)
    try:
        with transaction.atomic():
            locked = numbering.lock(conversation.pk)
            if (sent := _already(conversation, sender, client_id)) is not None:
                return sent
            rules.check_answers(locked, answers)
            message = numbering.append(
                locked, kind=Message.Kind.TEXT, sender=sender, client_id=client_id, text=text, answers=answers
            )
            _attach(message, sender, attachments)
            # Who writes has seen what stands above.
            mark_read(locked, sender, message.seq)
            broadcasts.message_sent(locked, message, sender)
    except IntegrityError:
        # The same id at the same moment into another conversation.
        raise Conflict from None
    return message


def _already(conversation: Conversation, sender: User, client_id: UUID) -> Message | None:
    message = Message.objects.filter(sender=sender, client_id=client_id).first()
    if message is not None and message.conversation_id != conversation.pk:
        raise Conflict
    return message


def _attach(message: Message, sender: User, attachments: Sequence[Attachment]) -> None:
    if not attachments:
        return
    ids = [attachment.pk for attachment in attachments]
    taken = Attachment.objects.filter(pk__in=ids, owner=sender, message__isnull=True).update(message=message)
    if taken != len(set(ids)):
        raise Conflict
