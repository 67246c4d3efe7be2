"""The one place that gives a message its number, and a change its place among the numbers."""

from typing import Any

from django.db.models import Case, F, Q, When

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
    # What somebody put out of the way comes back when another, or the product, says something in it.
    theirs = When(user=message.sender_id or 0, then=F("archived_at"))
    Participant.objects.filter(conversation=conversation).update(
        last_seq=message.seq, last_at=now, archived_at=Case(theirs, default=None)
    )
    return message


def lock(conversation_id: int) -> Conversation:
    """The conversation with its row locked: what may number and change. In a transaction."""
    return Conversation.objects.select_for_update().get(pk=conversation_id)


def change(conversation: Conversation, message: Message, **fields: Any) -> None:
    """Write `fields` of a message, and that it and what quotes it look different now. The caller holds the lock.

    A change takes no number of its own: it notes the last one given. Whoever has everything up to n was told
    of every change below n before n was, and lacks at most those at n and later.
    """
    for name, value in fields.items():
        setattr(message, name, value)
    message.save(update_fields=list(fields))
    shown_anew = Message.objects.filter(Q(pk=message.pk) | Q(answers=message.seq), conversation=conversation)
    shown_anew.update(changed_seq=conversation.last_seq, changes=F("changes") + 1)
