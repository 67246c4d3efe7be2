"""The one place that gives a message its number."""

from typing import Any

from messaging.models import Conversation, Message, Participant
from reelbyte import clock


def append(conversation: Conversation, **fields: Any) -> Message:
    """Write the next message. The caller holds the conversation's row lock, in a transaction.

    Numbers are given under that lock, and not by a sequence: serial ids are taken in one order and committed
    in another, and whoever reads "since n" in between would miss a message for good.
    """
    now = clock.now()
    message = Message.objects.create(conversation=conversation, seq=conversation.last_seq + 1, created_at=now, **fields)
    conversation.last_seq, conversation.last_message = message.seq, message
    conversation.save(update_fields=["last_seq", "last_message"])
    Participant.objects.filter(conversation=conversation).update(last_seq=message.seq, last_at=now)
    return message
