"""Say it better."""

from django.db import transaction

from accounts.models import User
from messaging import broadcasts, numbering, rules
from messaging.models import EarlierText, Message
from reelbyte import clock
from reelbyte.errors import Conflict


def edit_message(message: Message, editor: User, *, text: str) -> Message:
    """Replace what `editor` wrote, for both sides; what it said before is kept for staff.

    Raises `Refused` for an empty or too long text, after policy.MESSAGE_EDIT and where the two may not talk;
    `Conflict` for a message that is deleted or another's.
    """
    text = rules.clean_text(text, has_attachments=message.attachments.exists())
    rules.check_may_send(message.conversation, editor)
    rules.check_rate(editor)
    with transaction.atomic():
        locked = numbering.lock(message.conversation_id)
        current = Message.objects.get(pk=message.pk)
        if current.text == text and not current.is_deleted and current.sender_id == editor.pk:
            return current
        if current.is_deleted:
            raise Conflict
        rules.check_may_change(current, editor)
        now = clock.now()
        EarlierText.objects.create(message=current, text=current.text, reason=EarlierText.Reason.EDITED, at=now)
        numbering.change(locked, current, text=text, edited_at=now)
        broadcasts.message_changed(locked, current)
    return current
