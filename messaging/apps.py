"""Conversations, live over WebSockets, readable without."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = _("Messages")

    def ready(self) -> None:
        from messaging import broadcasts, events, frames  # noqa: F401 - events register themselves
        from notifications import live

        live.register(broadcasts.INBOX, frames.inbox)
