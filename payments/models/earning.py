"""What a release brought a creator, and when they may withdraw it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payments.models.operation import Operation
from reelbyte import clock
from reelbyte.money import Money


class Earning(models.Model):
    """The creator is owed it at once (ledger); until `available_at` it is clearing and cannot be withdrawn."""

    class Status(models.TextChoices):
        CLEARING = "clearing", _("clearing")
        HELD = "held", _("held for a dispute")
        AVAILABLE = "available", _("available")

    # Owed, and out of reach.
    WAITING = (Status.CLEARING, Status.HELD)

    operation = models.OneToOneField(
        Operation, verbose_name=_("release"), on_delete=models.PROTECT, related_name="earning"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("creator"), on_delete=models.PROTECT, related_name="earnings"
    )
    net_minor = models.BigIntegerField(_("net, minor units"))
    fee_minor = models.BigIntegerField(_("fee, minor units"))
    taken_back_minor = models.BigIntegerField(_("taken back of net, minor units"), default=0)
    fee_taken_back_minor = models.BigIntegerField(_("taken back of fee, minor units"), default=0)
    currency = models.CharField(_("currency"), max_length=3)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.CLEARING)
    available_at = models.DateTimeField(_("available from"))
    created_at = models.DateTimeField(_("earned"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("earning")
        verbose_name_plural = _("earnings")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["clearing", "held", "available"]), name="earning_status_known"
            ),
            # Never more is taken back than was given.
            models.CheckConstraint(
                condition=Q(
                    net_minor__gt=0,
                    fee_minor__gte=0,
                    taken_back_minor__gte=0,
                    taken_back_minor__lte=F("net_minor"),
                    fee_taken_back_minor__gte=0,
                    fee_taken_back_minor__lte=F("fee_minor"),
                ),
                name="earning_taken_back_within_given",
            ),
        ]
        indexes = [
            models.Index(fields=["available_at"], condition=Q(status="clearing"), name="earning_to_clear"),
            models.Index(fields=["user", "currency", "status"], name="earning_user"),
        ]

    def __str__(self) -> str:
        return f"{self.left} {self.status}"

    @property
    def left(self) -> Money:
        """What of it is still the creator's."""
        return Money(self.net_minor - self.taken_back_minor, self.currency)

    @property
    def gross_left(self) -> Money:
        """What of it could still be refunded: net and fee together."""
        gone = self.taken_back_minor + self.fee_taken_back_minor
        return Money(self.net_minor + self.fee_minor - gone, self.currency)
