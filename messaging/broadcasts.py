"""What open pages are told, once a change is committed: only that there is something to look at."""

from django.utils.translation import gettext as _

from accounts.models import User
from messaging.models import Conversation, HeldMessage, Message, Participant
from notifications import live as pages
from notifications import notify
from notifications.actions.read import read_about
from reelbyte import live, presence

INBOX = "messaging.inbox"  # drawn by `frames.inbox`
WRITTEN = "messaging.message"
HELD_LET_THROUGH, HELD_REFUSED = "messaging.let_through", "messaging.refused"


def message_sent(conversation: Conversation, message: Message, sender: User) -> None:
    """A person wrote. Inside the transaction: who is not looking at the conversation, and has not muted it, gets a
    notification.
    """
    _look(conversation, message)
    others = list(conversation.participants.exclude(user=sender).select_related("user"))
    here = presence.online(watching(conversation.pk, seat.user_id) for seat in others)
    for seat in others:
        pages.ask(seat.user_id, INBOX, conversation=conversation.pk)
        if not seat.is_muted and watching(conversation.pk, seat.user_id) not in here:
            _notify(conversation, seat, sender)


def card_posted(conversation: Conversation, message: Message) -> None:
    """The product told what happened; whom it concerns is notified by the app whose event it is."""
    _look(conversation, message)
    for user_id in conversation.participants.values_list("user_id", flat=True):
        pages.ask(user_id, INBOX, conversation=conversation.pk)


def message_changed(conversation: Conversation, message: Message) -> None:
    """A message shows something new: a card's state, an edited text, a tombstone."""
    live.tell_on_commit(conversation.group, {"type": "messages.changed"})
    if message.seq == conversation.last_seq and message.kind == Message.Kind.TEXT:  # lists of conversations print it
        for user_id in conversation.participants.values_list("user_id", flat=True):
            pages.ask(user_id, INBOX, conversation=conversation.pk)


def read_moved(conversation: Conversation, user: User, seq: int) -> None:
    """Somebody has read further: what they were told of it is no longer news."""
    live.tell_on_commit(conversation.group, {"type": "read.moved", "user": user.pk, "seq": seq})
    pages.ask(user.pk, INBOX, conversation=conversation.pk)
    read_about(user, WRITTEN, f"{conversation.public_id}:")


def kept_otherwise(conversation: Conversation, user: User) -> None:
    """Somebody archived or muted it, or no more: their open lists show it where it is now."""
    pages.ask(user.pk, INBOX, conversation=conversation.pk)


def held_moved(conversation: Conversation, sender: User) -> None:
    """What the writer sees of what waits for staff has changed: on their own pages, and on nobody else's."""
    live.tell_on_commit(conversation.group, {"type": "held.moved", "user": sender.pk})
    pages.ask(sender.pk, INBOX, conversation=conversation.pk)


def held_decided(held: HeldMessage) -> None:
    """To the writer: it was delivered, or it was not and why."""
    held_moved(held.conversation, held.sender)
    refused = held.status == HeldMessage.Status.REFUSED
    text = (
        _("Our staff looked at your message and did not deliver it.")
        if refused
        else _("Our staff looked at your message. It is delivered.")
    )
    notify(
        HELD_REFUSED if refused else HELD_LET_THROUGH,
        held.sender,
        key=str(held.public_id),
        url=held.conversation.get_absolute_url(),
        text=text,
        context={"quote": held.reason} if refused else {},
    )


def watching(conversation_id: int, user_id: int) -> str:
    """Under which name `reelbyte.presence` keeps who looks at a conversation now."""
    return f"conversation:{conversation_id}:{user_id}"


def _look(conversation: Conversation, message: Message) -> None:
    live.tell_on_commit(conversation.group, {"type": "messages.look", "seq": message.seq})


def _notify(conversation: Conversation, seat: Participant, sender: User) -> None:
    # One notification until they read: the key names the place they have read up to.
    about = conversation.subject_label
    text = _("%(name)s wrote to you about %(about)s.") if about else _("%(name)s wrote to you.")
    notify(
        WRITTEN,
        seat.user,
        key=f"{conversation.public_id}:{seat.last_read_seq}",
        url=conversation.get_absolute_url(),
        text=text % {"name": sender.display_name, "about": about},
        actor=sender,
    )
