"""A time for two people: in the zone of each, and how far those are apart."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User


def told(at: datetime, person: User) -> str:
    """The moment as this person's calendar and clock have it, with the zone's short name."""
    local = at.astimezone(ZoneInfo(person.timezone))
    return f"{date_format(local, 'D j M Y, H:i')} {local.tzname()}"


def apart(mine: User, theirs: User, at: datetime) -> str:
    """How far ahead or behind `theirs` is of `mine` at that moment, in words."""
    minutes = int((_offset(theirs, at) - _offset(mine, at)).total_seconds() // 60)
    if not minutes:
        return _("the same time as yours")
    hours, rest = divmod(abs(minutes), 60)
    length = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours} if hours else ""
    if rest:
        length = f"{length} {rest} min".strip()
    return (_("%(length)s ahead of you") if minutes > 0 else _("%(length)s behind you")) % {"length": length}


def _offset(person: User, at: datetime):  # noqa: ANN202 - a timedelta; a zone from zoneinfo always has one
    return at.astimezone(ZoneInfo(person.timezone)).utcoffset()
