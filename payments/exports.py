"""A transaction history as CSV, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from payments.models import Movement

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, value: str) -> str:
        return value


def rows(movements: Iterable[Movement]) -> Iterator[str]:
    """Lines of CSV, the heading first."""
    writer = csv.writer(_Echo())
    yield writer.writerow(
        [
            _("Date (UTC)"),
            _("Kind"),
            _("What"),
            _("With"),
            _("Gross"),
            _("Fee"),
            _("Net"),
            _("Currency"),
            _("Reference"),
        ]
    )
    for movement in movements:
        yield writer.writerow(
            [
                movement.at.strftime("%Y-%m-%d %H:%M:%S"),
                movement.get_kind_display(),
                safe(movement.text),
                safe(movement.counterpart.display_name) if movement.counterpart else "",
                movement.gross.units,
                movement.fee.units,
                movement.amount.units,
                movement.currency,
                str(movement.public_id),
            ]
        )


def safe(text: str) -> str:
    """What people wrote, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
