"""dj-stripe's rows as staff see them: a mirror of what Stripe keeps, to be read here and changed there.

In place of its own desks, which write to Stripe past our operations, show secret keys, and search in columns that
its models no longer have. What a marketplace has no use for (subscriptions, coupons, ...) is not shown.
"""

import djstripe.admin  # noqa: F401 - so that theirs are there to be replaced
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from djstripe import models

from reelbyte.admin import ReadOnlyAdmin

SHOWN = (
    models.Account,
    models.BalanceTransaction,
    models.Charge,
    models.Customer,
    models.Dispute,
    models.Event,
    models.PaymentIntent,
    models.PaymentMethod,
    models.Payout,
    models.Refund,
    models.Session,
    models.Transfer,
    models.TransferReversal,
    models.WebhookEventTrigger,
)


class MirrorAdmin(ReadOnlyAdmin):
    """Whatever the model: its id as Stripe writes it, when it was made there, and whether money was real."""

    search_fields = ("=id",)
    ordering = ("-created",)
    show_full_result_count = False

    def __init__(self, model: type[Model], site: admin.AdminSite) -> None:
        super().__init__(model, site)
        columns = {field.name for field in model._meta.concrete_fields}
        self.list_display = [name for name in ("id", "type", "created", "livemode") if name in columns]


admin.site.unregister(
    [model for model in apps.get_app_config("djstripe").get_models() if admin.site.is_registered(model)]
)
admin.site.register(SHOWN, MirrorAdmin)
