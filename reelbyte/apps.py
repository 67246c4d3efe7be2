"""The shared pieces as an installed app: outbox, audit trail, management commands."""

from django.apps import AppConfig


class ReelByteConfig(AppConfig):
    name = "reelbyte"
    verbose_name = "ReelByte"
