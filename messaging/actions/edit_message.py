"""Say it better."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from messaging import broadcasts, contact, numbering, review, rules
from messaging.models import Conversation, EarlierText, Message
from reelbyte import clock
from reelbyte.errors import Conflict, Refused


def edit_message(message: Message, editor: User, *, text: str) -> Message:
    """Replace what `editor` wrote, for both sides; what it said before is kept for staff.

    Raises `Refused` for an empty or too long text, after policy.MESSAGE_EDIT, where the two may not talk, and for a
    contact put in afterwards that would have to wait for staff;
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
        _look(locked, current, editor, text)
        now = clock.now()
        EarlierText.objects.create(message=current, text=current.text, reason=EarlierText.Reason.EDITED, at=now)
        numbering.change(locked, current, text=text, edited_at=now)
        broadcasts.message_changed(locked, current)
    return current


def _look(conversation: Conversation, message: Message, editor: User, text: str) -> None:
    """A contact that is put in afterwards counts as one that is sent; what was delivered cannot be held any more."""
    kinds = review.seen_in(conversation, editor, text)
    if set(kinds) <= set(contact.find(message.text)):
        return
    if review.is_next_held(editor):
        raise Refused(_("Contacts and payments elsewhere cannot be put into a message afterwards. Write a new one."))
    review.note(conversation, editor, kinds)
