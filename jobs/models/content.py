"""What stands in a job: what is asked of who bids, and what they may look at first."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.models.job import Job
from reelbyte.models import PublicIdModel
from reelbyte.storages import private_storage


class JobQuestion(PublicIdModel):
    """Asked of everybody who proposes. An answer keeps its own copy of the words: a question may change or go."""

    job = models.ForeignKey(Job, verbose_name=_("job"), on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=200)
    required = models.BooleanField(_("needs an answer"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("screening question")
        verbose_name_plural = _("screening questions")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class JobFile(PublicIdModel):
    """A reference: a film of the client's (purpose job), or a file (picture, PDF, text). Private, both."""

    job = models.ForeignKey(Job, verbose_name=_("job"), on_delete=models.PROTECT, related_name="files")
    video = models.ForeignKey(
        "videos.Video",
        verbose_name=_("film"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="job_files",
    )
    # The key is made here: what a person called their file is kept in a column and never in a path.
    file = models.FileField(_("file"), storage=private_storage, max_length=200, blank=True)
    preview = models.FileField(_("small picture"), storage=private_storage, max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, blank=True)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("content type"), max_length=60, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["position", "id"]
        constraints = [
            # A reference is a film or a file: one of them.
            models.CheckConstraint(
                condition=Q(video__isnull=False, file="", kind="")
                | Q(video__isnull=True, kind__in=["image", "pdf", "text"]) & ~Q(file=""),
                name="job_file_is_one_thing",
            ),
            # A film is shown once in a job.
            models.UniqueConstraint(fields=["job", "video"], condition=Q(video__isnull=False), name="job_video_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where who may read the job gets it."""
        return reverse("jobs:file-detail", args=[self.job.slug, self.public_id])

    @property
    def is_picture(self) -> bool:
        return bool(self.preview)
