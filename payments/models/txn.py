"""A ledger transaction: at least two entries that sum to nothing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock


class Txn(models.Model):
    """Append-only, and sealed when its database transaction ends: no entry can join it later."""

    idempotency_key = models.CharField(_("idempotency key"), max_length=200)
    request_hash = models.CharField(_("hash of the request"), max_length=64)
    kind = models.CharField(_("kind"), max_length=40)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    reverses = models.ForeignKey(
        "self", verbose_name=_("reverses"), null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    # The database transaction that wrote it, put there by a trigger.
    xact = models.BigIntegerField(_("database transaction"), editable=False)
    created_at = models.DateTimeField(_("booked"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("ledger transaction")
        verbose_name_plural = _("ledger transactions")
        constraints = [
            # The same request twice books once.
            models.UniqueConstraint(fields=["idempotency_key"], name="txn_once_per_key"),
            # What was taken back cannot be taken back again.
            models.UniqueConstraint(fields=["reverses"], condition=Q(reverses__isnull=False), name="txn_reversed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.idempotency_key}"
