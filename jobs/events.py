"""What clients and creators can be told about jobs."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, register

register(Event(kind="jobs.invited", title=_("You are invited to a job")))
register(Event(kind="jobs.invitation_answered", title=_("A creator answered your invitation")))
register(Event(kind="jobs.changed", title=_("A job you follow has changed")))
register(Event(kind="jobs.ended", title=_("A job no longer takes proposals")))
register(Event(kind="jobs.expiring", title=_("Your job expires soon")))
register(Event(kind="jobs.expired", title=_("Your job has expired")))
