"""An interview as a calendar takes it (RFC 5545). Escaping and folding are the library's."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import User
from proposals.models import Interview


def calendar_of(interview: Interview, viewer: User) -> bytes:
    """One event, in UTC, which every calendar shows in its owner's zone. `interview` is one with an agreed time.

    The same UID with a higher SEQUENCE replaces what was imported before. Nobody's e-mail address is in it.
    """
    proposal = interview.proposal
    other = proposal.creator if viewer.pk == proposal.job.client_id else proposal.job.client
    page = f"{settings.SITE_URL.rstrip('/')}{interview.get_absolute_url()}"
    event = Event()
    event.add("uid", f"{interview.public_id}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", interview.updated_at)
    event.add("sequence", interview.sequence)
    event.add("status", "CANCELLED" if interview.status == Interview.Status.CANCELLED else "CONFIRMED")
    event.add("dtstart", interview.starts_at)
    event.add("dtend", interview.ends_at)
    event.add("summary", _("Interview with %(name)s: %(title)s") % {"name": other.display_name, "title": proposal.job})
    event.add("description", "\n\n".join(filter(None, [interview.note, page])))
    event.add("url", page)
    if interview.place:
        event.add("location", interview.place)
    calendar = Calendar()
    calendar.add("prodid", "-//ReelByte//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()
