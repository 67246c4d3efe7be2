"""What people are told about their questions."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, Group, register

register(Event("support.answered", _("We have answered you"), Group.ACCOUNT, button=_("Read it and answer")))
