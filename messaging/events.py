"""What people are told about conversations."""

from django.utils.translation import gettext_lazy as _

from messaging.broadcasts import WRITTEN
from notifications.registry import IN_APP, Event, register

register(Event(kind=WRITTEN, title=_("New message"), channels=(IN_APP,)))
