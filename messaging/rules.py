"""Who may write to whom, and what."""

from django.utils.translation import gettext as _

from accounts.models import User
from messaging.models import Conversation
from reelbyte import policy
from reelbyte.errors import Refused

MAY_SEND = (User.Status.ACTIVE, User.Status.LIMITED)


def clean_text(text: str, *, has_attachments: bool) -> str:
    """The text as it is kept. `Refused` when there is nothing to send, or too much."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text and not has_attachments:
        raise Refused(_("Write something first."))
    if len(text) > policy.MESSAGE_MAXIMUM_CHARACTERS:
        raise Refused(
            _("A message has at most %(most)s characters; this has %(length)s.")
            % {"most": policy.MESSAGE_MAXIMUM_CHARACTERS, "length": len(text)}
        )
    return text


def check_may_send(conversation: Conversation, sender: User) -> None:
    """`Refused` in words when `sender` or the other side may not talk now."""
    if sender.status not in MAY_SEND:
        raise Refused(_("Your account cannot send messages at the moment."))
    others = User.objects.filter(seats__conversation=conversation).exclude(pk=sender.pk)
    if not any(person.status in MAY_SEND for person in others):
        raise Refused(_("This person cannot receive messages at the moment."))
