"""Conversations, live over WebSockets, readable without."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = _("Messages")

    def ready(self) -> None:
        from accounts import groups
        from messaging import broadcasts, events, frames, own_data  # noqa: F401 - events register themselves
        from notifications import live

        own_data.register()

        whom = ("messaging.view_conversation", "messaging.view_message", "messaging.view_attachment")
        groups.grant(groups.MODERATOR, *whom, "messaging.read_messages", "messaging.view_earliertext")
        groups.grant(groups.MODERATOR, "messaging.view_heldmessage", "messaging.decide_heldmessage")
        groups.grant(groups.SUPPORT, *whom)
        live.register(broadcasts.INBOX, frames.inbox)
