"""`manage.py vault_key`: a key for VAULT_KEYS."""

from typing import Any

from cryptography.fernet import Fernet
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Print a fresh key."""

    help = "Print a fresh key for VAULT_KEYS."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """One line, and nothing is kept."""
        self.stdout.write(Fernet.generate_key().decode())
