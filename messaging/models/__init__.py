"""What people say to each other, in order."""

from messaging.models.attachment import Attachment
from messaging.models.conversation import Conversation, Participant
from messaging.models.message import EarlierText, Message
from messaging.models.review import ContactFlag, HeldMessage

__all__ = ["Attachment", "ContactFlag", "Conversation", "EarlierText", "HeldMessage", "Message", "Participant"]
