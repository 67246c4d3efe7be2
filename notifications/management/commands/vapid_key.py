"""`manage.py vapid_key`: a private key for VAPID_PRIVATE_KEY."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications.push.keys import new_private_key


class Command(BaseCommand):
    """Print a fresh key."""

    help = "Print a fresh private key for VAPID_PRIVATE_KEY."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """One line, and nothing is kept."""
        self.stdout.write(new_private_key())
