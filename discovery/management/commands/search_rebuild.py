"""`manage.py search_rebuild`: every search document and the vocabulary made anew."""

from typing import Any

from django.core.management.base import BaseCommand

from discovery.actions.rebuild import rebuild


class Command(BaseCommand):
    """Safe beside a running site: changes made meanwhile wait in the outbox."""

    help = "Make every search document and the vocabulary anew, exactly."

    def handle(self, **options: Any) -> None:
        """Rebuild and say how many documents there are."""
        self.stdout.write(f"{rebuild()} documents")
