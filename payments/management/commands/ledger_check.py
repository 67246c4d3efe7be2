"""Does the money add up? Prints every invariant; exits with 1 when one is broken."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from payments import invariants

SHOWN = 20


class Command(BaseCommand):
    """`manage.py ledger_check`: reads one snapshot and changes nothing."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        with transaction.atomic():
            if not connection.savepoint_ids:
                # One moment for all questions, so that money on the move is not seen half way.
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            for finding in invariants.check():
                broken += not finding.holds
                mark = self.style.SUCCESS("ok    ") if finding.holds else self.style.ERROR("BROKEN")
                self.stdout.write(f"{mark} {finding.name}")
                for problem in finding.problems[:SHOWN]:
                    self.stdout.write(f"       {problem}")
                if len(finding.problems) > SHOWN:
                    self.stdout.write(f"       and {len(finding.problems) - SHOWN} more")
        if broken:
            raise SystemExit(1)
