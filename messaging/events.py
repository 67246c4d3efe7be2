"""What people are told about conversations."""

from django.utils.translation import gettext_lazy as _

from messaging.broadcasts import HELD_LET_THROUGH, HELD_REFUSED, WRITTEN
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
register(
    Event(
        HELD_REFUSED,
        _("A message of yours was not delivered"),
        Group.SAFETY,
        essential=True,
        crosses_blocks=True,
        button=_("Open the conversation"),
    )
)
register(
    Event(
        HELD_LET_THROUGH,
        _("A message of yours was looked at and delivered"),
        Group.MESSAGES,
        channels=(IN_APP,),
        crosses_blocks=True,
    )
)
