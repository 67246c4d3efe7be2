"""Everything kept about somebody, in one file, for a few days."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel


def new_key() -> str:
    """Where the file lies: a name made here, of which nothing can be guessed."""
    return f"exports/{uuid4().hex}.zip"


class DataExport(PublicIdModel):
    """One request for it. The row knows of the file before there is one."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Being put together")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")
        GONE = "gone", _("Deleted")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="data_exports"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    key = models.CharField(_("key"), max_length=60, default=new_key, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    created_at = models.DateTimeField(_("asked for"), default=clock.now, editable=False)
    expires_at = models.DateTimeField(_("kept until"), null=True, blank=True)

    class Meta:
        verbose_name = _("data export")
        verbose_name_plural = _("data exports")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "ready", "failed", "gone"]), name="data_export_status_known"
            ),
            # Asked for twice, it is made once.
            models.UniqueConstraint(fields=["user"], condition=Q(status="waiting"), name="data_export_one_waiting"),
            # What can be downloaded has an end.
            models.CheckConstraint(
                condition=~Q(status="ready") | Q(expires_at__isnull=False), name="data_export_ready_ends"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], condition=Q(status="ready"), name="data_export_due")]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d}"

    @property
    def is_ready(self) -> bool:
        """Whether it can be downloaded now."""
        return self.status == self.Status.READY and self.expires_at is not None and self.expires_at > clock.now()
