"""Money."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "payments"
    verbose_name = _("Payments")

    def ready(self) -> None:
        from accounts import groups
        from payments import events, outbox_handlers, own_data  # noqa: F401 - registers kinds of notice and topics

        own_data.register()

        readable = {f"payments.view_{model._meta.model_name}" for model in self.get_models()}
        groups.grant(
            groups.FINANCE,
            *readable,
            "payments.retry_operation",
            "payments.return_operation",
            "payments.resolve_paymentintent",
        )
        groups.grant(groups.SUPPORT, "payments.view_paymentintent", "payments.view_operation", "payments.view_movement")
