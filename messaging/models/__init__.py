"""What people say to each other, in order."""

from messaging.models.attachment import Attachment
from messaging.models.conversation import Conversation, Participant
from messaging.models.message import EarlierText, Message

__all__ = ["Attachment", "Conversation", "EarlierText", "Message", "Participant"]
