"""What this app gives along when somebody takes their data.

When they leave, their words stay in the rooms of those they wrote to; their name does not.
"""

from accounts import hooks
from accounts.exporting import Part, enclosed, rows
from accounts.models import User
from messaging.models import Attachment, Conversation, HeldMessage, Message


def register() -> None:
    """Called once by `MessagingConfig.ready`."""
    hooks.export("messages", _messages)


def _messages(user: User) -> Part:
    """Conversations with what both sides said: the person has read it all. Files only of their own."""
    mine = Conversation.objects.filter(participants__user=user)
    said = Message.objects.filter(conversation__in=mine, kind=Message.Kind.TEXT)
    held = HeldMessage.objects.filter(sender=user).order_by("pk")
    own = Attachment.objects.filter(owner=user, message__isnull=False).order_by("pk")
    return Part(
        {
            "conversations": rows(mine, "public_id", "subject_label", "created_at"),
            "messages": rows(said, "conversation__public_id", "seq", "sender__name", "text", "created_at"),
            "held": rows(held, "conversation__public_id", "text", "status", "reason", "held_at"),
            "attachments": rows(own, "message__conversation__public_id", "name", "size", "created_at"),
        },
        enclosed("attachments", ((row.name, row.file) for row in own)),
    )
