"""What the creator hands over, version by version, and what the client wants changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel
from reelbyte.storages import private_storage


def file_key(instance: "DeliveryFile", filename: str) -> str:
    """A server-made key: what a person called the file is kept in a column and never in a path."""
    return f"deliveries/{instance.delivery.public_id}/{instance.public_id}"


class Delivery(PublicIdModel):
    """One version. The clock of silence starts when its preview is playable."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for an answer")
        REPLACED = "replaced", _("replaced")
        CHANGES_REQUESTED = "changes_requested", _("changes requested")
        ACCEPTED = "accepted", _("accepted")
        FAILED = "failed", _("could not be played")

    milestone = models.ForeignKey(
        "contracts.Milestone",
        models.PROTECT,
        related_name="deliveries",
        verbose_name=_("milestone"),
    )
    version = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.WAITING)
    note = models.TextField(_("note"), blank=True, max_length=5_000)
    created_at = models.DateTimeField(_("delivered"), default=clock.now, editable=False)
    playable_at = models.DateTimeField(_("preview playable"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["milestone_id", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "version"], name="delivery_once_per_version"),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "waiting",
                        "replaced",
                        "changes_requested",
                        "accepted",
                        "failed",
                    ]
                ),
                name="delivery_status_known",
            ),
            # The client answers one version: the newest.
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(status="waiting"),
                name="delivery_one_waits_per_milestone",
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(status="accepted"),
                name="delivery_one_accepted_per_milestone",
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING


class DeliveryVideo(models.Model):
    """A video of a version. A video is delivered once: a new version brings new ones."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="video_links", verbose_name=_("delivery"))
    video = models.OneToOneField(
        "videos.Video",
        models.PROTECT,
        related_name="delivery_link",
        verbose_name=_("video"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("delivered video")
        verbose_name_plural = _("delivered videos")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.video)


class DeliveryFile(PublicIdModel):
    """A file that goes with a version: project files, captions, stills. Private, like the originals."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="files", verbose_name=_("delivery"))
    file = models.FileField(_("file"), upload_to=file_key, storage=private_storage, max_length=200)
    name = models.CharField(_("name"), max_length=200)
    size = models.BigIntegerField(_("size"), help_text=_("In bytes."))

    class Meta:
        verbose_name = _("delivered file")
        verbose_name_plural = _("delivered files")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(size__gte=0), name="delivery_file_size_not_negative")]

    def __str__(self) -> str:
        return self.name


class RevisionRequest(PublicIdModel):
    """What the client wants changed in a version; it counts against the agreed number."""

    delivery = models.OneToOneField(
        Delivery,
        models.PROTECT,
        related_name="revision_request",
        verbose_name=_("delivery"),
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("requested by"),
    )
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("Which of the agreed revisions this is."))
    text = models.TextField(_("what to change"), max_length=5_000)
    created_at = models.DateTimeField(_("requested"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("revision request")
        verbose_name_plural = _("revision requests")

    def __str__(self) -> str:
        return f"#{self.number}"
