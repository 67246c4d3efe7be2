"""What clients and creators can be told about proposals and interviews."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from notifications.registry import Event, Group, register

kind = partial(Event, group=Group.MARKET, email_template="proposals/proposal", button=_("Open the proposal"))

register(kind("proposals.received", _("A creator proposes on your job")))
register(kind("proposals.edited", _("A proposal on your job has changed")))
register(kind("proposals.withdrawn", _("A proposal was withdrawn"), button=_("See the others")))
register(kind("proposals.shortlisted", _("You are on a shortlist")))
register(kind("proposals.declined", _("A proposal of yours was declined"), button=_("Read why")))

meeting = partial(kind, group=Group.WORK, button=_("Open the interview"))

register(meeting("proposals.interview_proposed", _("A client would like to talk to you")))
register(meeting("proposals.interview_answered", _("An interview was answered")))
register(meeting("proposals.interview_cancelled", _("An interview was cancelled")))
# A deadline: it comes at its hour, or it is of no use.
register(meeting("proposals.interview_reminder", _("An interview begins soon"), essential=True))
