"""A file made from a video: where it is and what it measures."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Rendition(models.Model):
    """One file of one kind. Public ones have a plain address, private ones only a signed link."""

    class Kind(models.TextChoices):
        POSTER = "poster", _("poster")
        POSTER_SMALL = "poster_small", _("small poster")
        PREVIEW = "preview", _("hover preview")
        MP4_720 = "mp4_720", _("720p")
        WATERMARKED_1080 = "watermarked_1080", _("watermarked 1080p")
        STORYBOARD = "storyboard", _("storyboard")

    class Place(models.TextChoices):
        PUBLIC = "public", _("public")
        PRIVATE = "private", _("private")

    video = models.ForeignKey(
        "videos.Video",
        verbose_name=_("video"),
        on_delete=models.CASCADE,
        related_name="renditions",
        editable=False,
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    storage = models.CharField(_("storage"), max_length=10, choices=Place)
    key = models.CharField(_("key"), max_length=200)
    content_type = models.CharField(_("content type"), max_length=40)
    width = models.PositiveIntegerField(_("width"), help_text=_("pixels, as shown"))
    height = models.PositiveIntegerField(_("height"), help_text=_("pixels, as shown"))
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            # A second run replaces a rendition, it never adds another.
            models.UniqueConstraint(fields=["video", "kind"], name="rendition_one_of_a_kind"),
            # Two rows that share a file would delete each other's.
            models.UniqueConstraint(fields=["storage", "key"], name="rendition_key_once"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "poster",
                        "poster_small",
                        "preview",
                        "mp4_720",
                        "watermarked_1080",
                        "storyboard",
                    ]
                ),
                name="rendition_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(storage__in=["public", "private"]),
                name="rendition_storage_known",
            ),
            # What clients review before release is never at a plain address.
            models.CheckConstraint(
                condition=~Q(kind="watermarked_1080") | Q(storage="private"),
                name="rendition_review_copy_private",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.width}×{self.height}"

    @property
    def file_storage(self) -> Storage:
        return storages[self.storage]

    @property
    def public_url(self) -> str:
        """The plain address, or "" for what only a signed link reaches."""
        return self.file_storage.url(self.key) if self.storage == self.Place.PUBLIC else ""
