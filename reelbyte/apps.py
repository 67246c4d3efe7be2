"""The shared pieces as an installed app: outbox, audit trail, management commands."""

from django.apps import AppConfig

from reelbyte.celery import app as celery  # noqa: F401 - whoever hints a worker needs it, not only workers


class ReelByteConfig(AppConfig):
    name = "reelbyte"
    verbose_name = "ReelByte"

    def ready(self) -> None:
        # Web processes and commands hint the workers, too: they need the application that knows the broker.
        from reelbyte import celery  # noqa: F401
