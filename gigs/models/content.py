"""What stands around the packages: samples, answers given in advance, questions asked at the order."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gigs.models.gig import Gig
from reelbyte.models import PublicIdModel


class GigSample(models.Model):
    """A film that shows what the gig gives. The first one is the stage of its page."""

    gig = models.ForeignKey(Gig, verbose_name=_("gig"), on_delete=models.CASCADE, related_name="samples")
    video = models.ForeignKey(
        "videos.Video", verbose_name=_("video"), on_delete=models.PROTECT, related_name="gig_samples"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        ordering = ["position", "id"]
        constraints = [
            # A film is shown once on a gig.
            models.UniqueConstraint(fields=["gig", "video"], name="sample_video_once"),
        ]

    def __str__(self) -> str:
        return str(self.video)


class FAQ(models.Model):
    """A question buyers ask, answered in advance."""

    gig = models.ForeignKey(Gig, verbose_name=_("gig"), on_delete=models.CASCADE, related_name="faqs")
    question = models.CharField(_("question"), max_length=120)
    answer = models.TextField(_("answer"), max_length=600)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("FAQ")
        verbose_name_plural = _("FAQ")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.question


class BriefQuestion(PublicIdModel):
    """Asked when the gig is ordered; the delivery clock starts when the required ones are answered."""

    class Kind(models.TextChoices):
        SHORT = "short", _("A line")
        LONG = "long", _("A paragraph")
        LINK = "link", _("A link")
        YES_NO = "yes_no", _("Yes or no")

    gig = models.ForeignKey(Gig, verbose_name=_("gig"), on_delete=models.CASCADE, related_name="brief_questions")
    text = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("answered with"), max_length=6, choices=Kind, default=Kind.LONG)
    required = models.BooleanField(_("needed to start"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("brief question")
        verbose_name_plural = _("brief questions")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["short", "long", "link", "yes_no"]), name="brief_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text
