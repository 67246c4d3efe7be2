"""`manage.py notification_catalogue`: write the table of docs/notifications.md from the registry."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from notifications import catalogue


class Command(BaseCommand):
    """Bring the documentation up to date."""

    help = "Write the table of every kind of notice into docs/notifications.md."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Change what stands between the marks; all else in the file stays."""
        path: Path = settings.BASE_DIR / catalogue.DOCUMENT
        path.write_text(catalogue.written_into(path.read_text()))
