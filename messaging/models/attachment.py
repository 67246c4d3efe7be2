"""A file that goes with a message."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from messaging.models.message import Message
from reelbyte import clock
from reelbyte.models import PublicIdModel
from reelbyte.storages import private_storage


class Attachment(PublicIdModel):
    """Stored before it is sent: `message` is set when it goes out. What was never sent is pruned."""

    class Kind(models.TextChoices):
        IMAGE = "image", _("picture")
        PDF = "pdf", _("PDF")
        TEXT = "text", _("plain text")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="+"
    )
    message = models.ForeignKey(
        Message,
        verbose_name=_("message"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(_("content type"), max_length=60)
    # Keys are made by us, from the public id: what a person named their file never reaches a path.
    file = models.FileField(_("file"), storage=private_storage, max_length=200, blank=True)
    preview = models.FileField(_("preview"), storage=private_storage, max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    width = models.PositiveIntegerField(_("width in pixels"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height in pixels"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["image", "pdf", "text"]), name="attachment_kind_known"),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(message__isnull=True), name="attachment_unsent"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("messaging:attachment-detail", args=[self.public_id])

    @property
    def preview_url(self) -> str:
        return reverse("messaging:attachment-preview", args=[self.public_id]) if self.preview else ""
