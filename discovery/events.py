"""What people can be told about what they keep an eye on."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, Group, register

register(
    Event(
        "discovery.found",
        _("New finds in a search you keep"),
        group=Group.MARKET,
        email_template="discovery/found",
        button=_("See them"),
    )
)
