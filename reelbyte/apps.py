"""The shared pieces as an installed app: outbox, audit trail, management commands."""

from django.apps import AppConfig

from reelbyte.celery import app as celery  # noqa: F401 - whoever hints a worker needs it, not only workers


class ReelByteConfig(AppConfig):
    name = "reelbyte"
    verbose_name = "ReelByte"
