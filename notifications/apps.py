"""What happened, told in-app, by e-mail and by push."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import groups, hooks
        from notifications import events, outbox_handlers, own_data, sockets  # noqa: F401 - handlers register themselves
        from notifications.actions import subscribe

        hooks.on_suspend(sockets.person_suspended)
        hooks.on_session_end(sockets.close_session)
        hooks.on_session_end(subscribe.session_ended)
        hooks.on_credentials_changed(sockets.ask_again)
        hooks.on_credentials_changed(subscribe.credentials_changed)
        hooks.on_credentials_changed(events.credentials_changed)
        hooks.on_identity_decided(events.identity_decided)
        hooks.on_export_ready(events.export_ready)
        own_data.register()
        views = [f"notifications.view_{model._meta.model_name}" for model in self.get_models()]
        groups.grant(groups.SUPPORT, *views)
