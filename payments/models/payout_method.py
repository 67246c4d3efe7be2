"""Where a creator's money is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel, TimestampedModel


class PayoutMethod(PublicIdModel, TimestampedModel):
    """A bank account at the gateway: we keep its token and last four digits, never its number."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        REMOVED = "removed", _("removed")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("creator"), on_delete=models.PROTECT, related_name="payout_methods"
    )
    gateway = models.CharField(_("gateway"), max_length=20)
    token = models.CharField(_("token at the gateway"), max_length=100)
    holder = models.CharField(_("account holder"), max_length=100)
    last4 = models.CharField(_("last four digits"), max_length=4)
    currency = models.CharField(_("currency"), max_length=3)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    # A thief who adds an account has to wait while its owner is told.
    usable_from = models.DateTimeField(_("usable from"))
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    class Meta:
        verbose_name = _("payout method")
        verbose_name_plural = _("payout methods")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["active", "removed"]), name="payout_method_status_known"),
            # One account is one method, however often the form was sent.
            models.UniqueConstraint(fields=["gateway", "token"], name="payout_method_token_once"),
        ]
        indexes = [models.Index(fields=["user", "status"], name="payout_method_user")]

    def __str__(self) -> str:
        return f"•••• {self.last4} ({self.currency})"

    @property
    def is_usable(self) -> bool:
        """Active, and its hold is over."""
        return self.status == self.Status.ACTIVE and self.usable_from <= clock.now()
