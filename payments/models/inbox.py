"""Webhooks as they came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock


class GatewayEvent(models.Model):
    """Stored raw, once, before anything is done about it; applied by an outbox row that asks the gateway again."""

    gateway = models.CharField(_("gateway"), max_length=20)
    event_id = models.CharField(_("event id"), max_length=100)
    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.CharField(_("about"), max_length=100)
    reference = models.CharField(_("our reference"), max_length=150, blank=True)
    body = models.TextField(_("body"))
    received_at = models.DateTimeField(_("received"), default=clock.now, editable=False)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)

    class Meta:
        verbose_name = _("gateway event")
        verbose_name_plural = _("gateway events")
        constraints = [
            # Gateways send an event until they are sure, and then once more.
            models.UniqueConstraint(fields=["gateway", "event_id"], name="gateway_event_once"),
            models.CheckConstraint(condition=~Q(event_id=""), name="gateway_event_has_id"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"
