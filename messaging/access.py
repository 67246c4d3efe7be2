"""Load and authorise: a stranger's conversation does not exist for them."""

from uuid import UUID

from django.http import Http404

from accounts.models import User
from accounts.visibility import blocked_between
from messaging import bonds
from messaging.models import Attachment, Conversation, Message


def conversation_for(user: User, public_id: UUID, *, lock: bool = False) -> Conversation:
    """The conversation, if `user` is in it; else 404. `lock` needs a transaction."""
    conversations = Conversation.objects.filter(participants__user=user)
    if lock:
        conversations = conversations.select_for_update(of=("self",))
    conversation = conversations.filter(public_id=public_id).first()
    if conversation is None:
        raise Http404
    return conversation


def addressee(user: User, public_id: UUID) -> User:
    """Whom `user` may think of writing to: who is visible to them, or has worked with them; else 404."""
    person = User.objects.filter(public_id=public_id).exclude(pk=user.pk).first()
    if person is None or not (
        User.objects.visible_to(user).contains(person)
        or (person.is_active and not blocked_between(user, person) and bonds.worked_together(user, person))
    ):
        raise Http404
    return person


def message_for(user: User, public_id: UUID, seq: int) -> Message:
    """Message number `seq` of the user's conversation, with its conversation; else 404."""
    conversation = conversation_for(user, public_id)
    message = Message.objects.select_related("conversation").filter(conversation=conversation, seq=seq).first()
    if message is None:
        raise Http404
    return message


def own_message_for(user: User, public_id: UUID, seq: int) -> Message:
    """The same, if the user wrote it and it still says something; else 404."""
    message = message_for(user, public_id, seq)
    if message.kind != Message.Kind.TEXT or message.sender_id != user.pk or message.is_deleted:
        raise Http404
    return message


def attachment_for(user: User, public_id: UUID) -> Attachment:
    """The file of a message in one of the user's conversations; else 404."""
    files = Attachment.objects.filter(message__deleted_at__isnull=True, message__conversation__participants__user=user)
    attachment = files.filter(public_id=public_id).first()
    if attachment is None or not attachment.file:
        raise Http404
    return attachment
