"""What happened to a video, in order."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reelbyte import clock


class VideoEvent(models.Model):
    """Append-only while the video lives; goes with an upload that was cancelled before it was complete."""

    video = models.ForeignKey(
        "videos.Video",
        verbose_name=_("video"),
        on_delete=models.CASCADE,
        related_name="events",
        editable=False,
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
    detail = models.TextField(_("detail"), blank=True)
    at = models.DateTimeField(_("at"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("video event")
        verbose_name_plural = _("video events")
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="video_event_unchanged", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.from_status or '·'} → {self.to_status}"
