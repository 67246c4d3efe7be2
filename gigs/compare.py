"""The packages of a gig side by side, as rows of a table."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gigs.models import Package

Cell = str | bool


def compare(packages: list[Package]) -> list[tuple[str, list[Cell]]]:
    """(what, one cell a package): text, or True and False for what a tick says. Rows that say nothing are left out."""
    facts: list[tuple[str, Callable[[Package], Cell]]] = [
        (_("Delivery"), lambda one: days(one.delivery_days)),
        (_("Rounds of changes"), lambda one: str(one.revisions)),
        (_("Running time"), lambda one: running_time(one.running_seconds)),
        (
            _("Your footage"),
            lambda one: _("up to %(count)s min") % {"count": one.footage_minutes} if one.footage_minutes else "",
        ),
        (_("Shapes"), lambda one: ", ".join(one.aspect_ratios)),
        (_("Resolution"), lambda one: one.get_resolution_display()),
        (_("Sound"), lambda one: one.get_sound_display()),
        (_("Captions"), lambda one: one.has_captions),
        (_("Source files"), lambda one: one.has_source_files),
        (_("Usage licence"), lambda one: one.get_licence_display()),
    ]
    rows = [(label, [fact(package) for package in packages]) for label, fact in facts]
    return [(label, cells) for label, cells in rows if any(cells)]


def days(count: int) -> str:
    """ "1 day", "5 days"."""
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def running_time(seconds: int | None) -> str:
    """ "15 s", "1:30 min"; "" when nothing was said."""
    if not seconds:
        return ""
    return _("%(seconds)s s") % {"seconds": seconds} if seconds < 60 else _("%(minutes)s:%(seconds)02d min") % {  # noqa: PLR2004
        "minutes": seconds // 60, "seconds": seconds % 60,
    }  # fmt: skip
