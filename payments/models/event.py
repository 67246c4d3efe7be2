"""What happened to a payment or an operation: who, from, to, when."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payments.models.intent import PaymentIntent
from payments.models.operation import Operation
from reelbyte import clock


class MoneyEvent(models.Model):
    """Append-only. `actor` None: the system, or the gateway."""

    intent = models.ForeignKey(
        PaymentIntent, verbose_name=_("payment"), null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    operation = models.ForeignKey(
        Operation, verbose_name=_("operation"), null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("actor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    from_status = models.CharField(_("from"), max_length=12, blank=True)
    to_status = models.CharField(_("to"), max_length=12)
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("money event")
        verbose_name_plural = _("money events")
        constraints = [
            # An event is about one thing.
            models.CheckConstraint(
                condition=Q(intent__isnull=True) ^ Q(operation__isnull=True), name="money_event_about_one"
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.from_status} -> {self.to_status}"
