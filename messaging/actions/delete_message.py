"""Take it back."""

from django.db import transaction

from accounts.models import User
from messaging import broadcasts, numbering, rules
from messaging.models import EarlierText, Message
from reelbyte import clock


def delete_message(message: Message, user: User) -> Message:
    """Leave a tombstone in place of what `user` wrote; the text and the files are kept for staff.

    Deleted already, it stays so. Raises `Refused` after policy.MESSAGE_EDIT, `Conflict` for another's.
    """
    with transaction.atomic():
        locked = numbering.lock(message.conversation_id)
        current = Message.objects.get(pk=message.pk)
        if current.is_deleted and current.sender_id == user.pk:
            return current
        rules.check_may_change(current, user)
        now = clock.now()
        EarlierText.objects.create(message=current, text=current.text, reason=EarlierText.Reason.DELETED, at=now)
        numbering.change(locked, current, text="", deleted_at=now)
        broadcasts.message_changed(locked, current)
    return current
