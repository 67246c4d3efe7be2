"""Every public page that draws on several apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscoveryConfig(AppConfig):
    name = "discovery"
    verbose_name = _("Discovery")

    def ready(self) -> None:
        """Listen to what changes what is found, and take what it wrote to the outbox."""
        from accounts import groups
        from discovery import events, outbox_handlers, own_data, receivers  # noqa: F401 - they register themselves

        own_data.register()
        receivers.register()
        groups.grant(groups.MODERATOR, *(f"discovery.{may}_featured" for may in ("view", "add", "change")))
