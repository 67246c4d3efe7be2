"""What people are told by the staff's desk."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, Group, register

register(Event("moderation.report_decided", _("We looked at your report"), Group.ACCOUNT))
register(
    Event(
        "moderation.sanctioned",
        _("A decision of our staff about you"),
        Group.SAFETY,
        essential=True,
        crosses_blocks=True,
        button=_("Read the reason, or appeal"),
    )
)
register(
    Event(
        "moderation.appeal_decided",
        _("Your appeal was decided"),
        Group.SAFETY,
        essential=True,
        crosses_blocks=True,
        button=_("Read it"),
    )
)
