"""What the site says about itself, and whom one asks."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "support"
    verbose_name = _("Support")

    def ready(self) -> None:
        from accounts import groups
        from support import events, loading, outbox_handlers, own_data, receivers  # noqa: F401 - register themselves

        own_data.register()
        views = [f"support.view_{model}" for model in ("page", "pageversion", "termsacceptance")]
        tickets = ["support.view_ticket", "support.view_ticketmessage"]
        groups.grant(groups.SUPPORT, *views, *tickets, "support.answer_ticket", "support.publish_pageversion")
        groups.grant(groups.SUPPORT, "support.add_page", "support.add_pageversion", "support.change_pageversion")
        groups.grant(groups.MODERATOR, *views, *tickets, "support.answer_ticket")
        post_migrate.connect(loading.plant_after_migrate, sender=self, dispatch_uid="support.pages")
