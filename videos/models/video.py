"""The one asset that portfolio items, gig samples, messages and deliveries point to."""

from datetime import timedelta
from math import gcd
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reelbyte.models import PublicIdModel, TimestampedModel
from videos.models.rendition import Rendition


class VideoQuerySet(models.QuerySet["Video"]):
    def ready(self) -> Self:
        """Those that can be watched."""
        return self.filter(status=Video.Status.READY)

    def with_renditions(self) -> Self:
        """What `poster_url`, `preview_url` and `stream_url` need, in one query."""
        return self.prefetch_related("renditions")


class Video(PublicIdModel, TimestampedModel):
    """An uploaded file and what is known about it. The original is private, always."""

    class Purpose(models.TextChoices):
        PORTFOLIO = "portfolio", _("portfolio")
        SAMPLE = "sample", _("gig sample")
        DELIVERY = "delivery", _("delivery")
        MESSAGE = "message", _("message")
        JOB = "job", _("reference of a job")

    class Status(models.TextChoices):
        UPLOADING = "uploading", _("uploading")
        UPLOADED = "uploaded", _("waiting")
        PROCESSING = "processing", _("processing")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")
        TAKEN_DOWN = "taken_down", _("taken down")

    # What its owner may show: all of it has arrived, and it has not failed or been taken down.
    USABLE = (Status.UPLOADED, Status.PROCESSING, Status.READY)
    # What has been made whole and still has its files.
    WHOLE = (Status.READY, Status.TAKEN_DOWN)

    class FailureKind(models.TextChoices):
        REFUSED = "refused", _("refused: another file is needed")
        BROKEN = "broken", _("could not be processed: may be tried again")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.PROTECT,
        related_name="videos",
    )
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    title = models.CharField(_("title"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UPLOADING)
    failure = models.CharField(
        _("failure"),
        max_length=300,
        blank=True,
        help_text=_("a sentence for the owner"),
    )
    failure_kind = models.CharField(_("kind of failure"), max_length=10, choices=FailureKind, blank=True)
    failure_log = models.TextField(_("log"), blank=True, help_text=_("the end of the tool's output, for staff"))

    original_key = models.CharField(_("original's key"), max_length=200, unique=True, editable=False)
    original_name = models.CharField(_("original's name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))
    received = models.PositiveBigIntegerField(_("received"), default=0, help_text=_("bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)

    # A run is asked for (upload complete, retry); an attempt is a worker starting on it. Together they are the
    # token by which a worker that lost its lease finds out that its result is no longer wanted.
    run = models.PositiveSmallIntegerField(_("run"), default=0, editable=False)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0, editable=False)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0, help_text=_("percent"))

    container = models.CharField(_("container"), max_length=20, blank=True)
    codec = models.CharField(_("codec"), max_length=40, blank=True)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True, help_text=_("pixels, as shown"))
    height = models.PositiveIntegerField(_("height"), null=True, blank=True, help_text=_("pixels, as shown"))
    rotation = models.SmallIntegerField(_("rotation"), default=0, help_text=_("degrees, already in width and height"))
    duration_ms = models.PositiveBigIntegerField(_("duration"), null=True, blank=True, help_text=_("milliseconds"))
    fps_num = models.PositiveIntegerField(_("frame rate, numerator"), null=True, blank=True)
    fps_den = models.PositiveIntegerField(_("frame rate, denominator"), null=True, blank=True)
    frames = models.PositiveBigIntegerField(_("frames"), null=True, blank=True)
    has_audio = models.BooleanField(_("sound"), default=False)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True, editable=False)

    objects = VideoQuerySet.as_manager()

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=["portfolio", "sample", "delivery", "message", "job"]),
                name="video_purpose_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "uploading",
                        "uploaded",
                        "processing",
                        "ready",
                        "failed",
                        "taken_down",
                    ]
                ),
                name="video_status_known",
            ),
            # An upload never grows past what was announced and checked against the limits.
            models.CheckConstraint(
                condition=Q(size__gt=0, received__lte=F("size")),
                name="video_received_within_size",
            ),
            # Nothing is worked on before all of it is here.
            models.CheckConstraint(
                condition=Q(status__in=["uploading", "failed"]) | Q(received=F("size")),
                name="video_complete_on_leaving",
            ),
            # A failure always says why, and nothing else does.
            models.CheckConstraint(
                condition=(Q(status="failed") & ~Q(failure="") & Q(failure_kind__in=["refused", "broken"]))
                | (~Q(status="failed") & Q(failure="", failure_kind="")),
                name="video_failed_says_why",
            ),
            # What is ready has been measured and hashed: reviews bind to the hash, players to the size.
            models.CheckConstraint(
                condition=~Q(status__in=["ready", "taken_down"])
                | (
                    Q(
                        width__gt=0,
                        height__gt=0,
                        duration_ms__gt=0,
                        fps_num__gt=0,
                        fps_den__gt=0,
                    )
                    & Q(ready_at__isnull=False)
                    & ~Q(sha256="")
                ),
                name="video_ready_is_measured",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="video_progress_percent"),
        ]
        indexes = [
            models.Index(fields=["owner", "-id"], name="video_of_owner"),
            # What the sweeps look at; a ready video is never among them.
            models.Index(
                fields=["status", "updated_at"],
                condition=~Q(status__in=["ready", "taken_down"]),
                name="video_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The owner's page of it."""
        return reverse("videos:video-detail", args=[self.public_id])

    @property
    def label(self) -> str:
        return self.title or self.original_name

    @property
    def folder(self) -> str:
        """Where its renditions are, in either storage. The same for every run, so that a rerun leaves no orphan."""
        return f"videos/{self.public_id.hex}"

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def is_whole(self) -> bool:
        """Whether its owner may still watch it: ready, or taken down by staff."""
        return self.status in self.WHOLE

    @property
    def is_working(self) -> bool:
        """Whether something will still happen by itself: pages keep asking."""
        return self.status in (self.Status.UPLOADED, self.Status.PROCESSING)

    @property
    def is_public(self) -> bool:
        """Whether its renditions have plain addresses. The original never has one."""
        return self.purpose in (self.Purpose.PORTFOLIO, self.Purpose.SAMPLE)

    @property
    def can_retry(self) -> bool:
        return self.status == self.Status.FAILED and self.failure_kind == self.FailureKind.BROKEN

    @property
    def upload_percent(self) -> int:
        return self.received * 100 // self.size

    def rendition(self, kind: str) -> Rendition | None:
        """The rendition of that kind; no query after `with_renditions()`."""
        return next(
            (rendition for rendition in self.renditions.all() if rendition.kind == kind),
            None,
        )

    @property
    def poster_url(self) -> str:
        """The poster of a public video, or ""."""
        return self._public_url(Rendition.Kind.POSTER)

    @property
    def thumb_url(self) -> str:
        """The small poster of a public video; the poster where it was made before there were small ones."""
        return self._public_url(Rendition.Kind.POSTER_SMALL) or self.poster_url

    @property
    def poster_set(self) -> str:
        """The posters of a public video as an image's `srcset`; "" where there is but one."""
        small, large = self.rendition(Rendition.Kind.POSTER_SMALL), self.rendition(Rendition.Kind.POSTER)
        if not small or not large or small.width >= large.width:
            return ""
        return f"{small.public_url} {small.width}w, {large.public_url} {large.width}w"

    @property
    def preview_url(self) -> str:
        """The silent three seconds of a public video, or ""."""
        return self._public_url(Rendition.Kind.PREVIEW)

    @property
    def stream_url(self) -> str:
        """The playable file of a public video, or ""."""
        return self._public_url(Rendition.Kind.MP4_720)

    def _public_url(self, kind: str) -> str:
        rendition = self.rendition(kind)
        return rendition.public_url if rendition else ""

    @property
    def aspect(self) -> str:
        """Like "9:16"; "" until it is measured."""
        if not self.width or not self.height:
            return ""
        divisor = gcd(self.width, self.height)
        return f"{self.width // divisor}:{self.height // divisor}"

    @property
    def orientation(self) -> str:
        """portrait, landscape or square; "" until it is measured."""
        if not self.width or not self.height:
            return ""
        if self.width == self.height:
            return "square"
        return "portrait" if self.height > self.width else "landscape"

    @property
    def duration(self) -> timedelta:
        return timedelta(milliseconds=self.duration_ms or 0)

    @property
    def duration_label(self) -> str:
        """Like "0:06" or "1:02:03"; "" until it is measured. Rounded, but never to nothing."""
        if not self.duration_ms:
            return ""
        seconds = max(1, round(self.duration_ms / 1000))
        hours, rest = divmod(seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
