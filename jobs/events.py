"""What clients and creators can be told about jobs."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, Group, register

kind = partial(Event, group=Group.MARKET, email_template="jobs/job", button=_("Open the job"))

register(kind("jobs.invited", _("You are invited to a job"), button=_("Read the brief")))
register(kind("jobs.invitation_answered", _("A creator answered your invitation"), button=_("See who answered")))
register(kind("jobs.changed", _("A job you follow has changed")))
register(kind("jobs.ended", _("A job no longer takes proposals")))
register(kind("jobs.expiring", _("Your job expires soon"), button=_("Keep it open")))
register(kind("jobs.expired", _("Your job has expired"), button=_("Open it again")))
