"""What happened, told in-app and by e-mail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import groups, hooks
        from notifications import outbox_handlers, sockets  # noqa: F401 - registers itself

        hooks.on_suspend(sockets.person_suspended)
        hooks.on_session_end(sockets.close_session)
        hooks.on_credentials_changed(sockets.ask_again)
        groups.grant(groups.SUPPORT, "notifications.view_notification", "notifications.view_delivery")
