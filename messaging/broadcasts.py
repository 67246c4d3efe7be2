"""What open pages are told, once a change is committed: only that there is something to look at."""

from messaging.models import Conversation, Message
from reelbyte import live


def message_sent(conversation: Conversation, message: Message) -> None:
    """A person wrote."""
    _look(conversation, message)


def card_posted(conversation: Conversation, message: Message) -> None:
    """The product told what happened."""
    _look(conversation, message)


def card_changed(conversation: Conversation, message: Message) -> None:
    """An old card shows something new."""
    live.tell_on_commit(conversation.group, {"type": "card.changed", "seq": message.seq})


def read_moved(conversation: Conversation, user_id: int, seq: int) -> None:
    """Somebody has read further."""
    live.tell_on_commit(conversation.group, {"type": "read.moved", "user": user_id, "seq": seq})


def _look(conversation: Conversation, message: Message) -> None:
    live.tell_on_commit(conversation.group, {"type": "messages.look", "seq": message.seq})
