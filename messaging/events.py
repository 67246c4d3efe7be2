"""What people are told about conversations."""

from django.utils.translation import gettext_lazy as _

from messaging.broadcasts import WRITTEN
from messaging.unread import UNREAD, fresh
from notifications.registry import EMAIL, IN_APP, PUSH, Event, Group, register

# Whether these two may talk, messaging has asked when it took the message.
register(Event(WRITTEN, _("New message"), Group.MESSAGES, channels=(IN_APP, PUSH), crosses_blocks=True))
register(
    Event(
        UNREAD,
        _("Messages you have not read"),
        Group.MESSAGES,
        channels=(EMAIL,),
        email_template="messaging/unread",
        button=_("Answer"),
        fresh=fresh,
        crosses_blocks=True,
    )
)
