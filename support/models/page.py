"""Pages that staff write: the help centre, terms, privacy. What was published never changes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import TimestampedModel

TERMS, PRIVACY = "terms", "privacy"  # slugs with an address of their own


class Page(models.Model):
    """An address. Its words are in its versions."""

    class Topic(models.TextChoices):
        START = "start", _("First steps")
        WORK = "work", _("Working together")
        MONEY = "money", _("Money")
        SAFETY = "safety", _("Safety and your data")
        LEGAL = "legal", _("Legal")

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    topic = models.CharField(_("topic"), max_length=10, choices=Topic)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    # People agree to it when they join, and again to each new version.
    is_agreed = models.BooleanField(_("agreed to"), default=False, editable=False)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ("topic", "position", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(topic__in=["start", "work", "money", "safety", "legal"]), name="page_topic_known"
            ),
            # There is one text that people agree to, and it is found where everybody looks for it.
            models.CheckConstraint(condition=Q(is_agreed=False) | Q(slug="terms", topic="legal"), name="page_agreed"),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        if self.slug in (TERMS, PRIVACY):
            return reverse(f"support:{self.slug}")
        return reverse("support:page-detail", args=[self.slug])


class PageVersion(TimestampedModel):
    """One wording of a page, in Markdown (`support.text`), with the policy's numbers as placeholders.

    The one in force is the highest published number whose `effective_at` has come. Legal pages keep the numbers
    they were published with (`numbers`); the help centre always shows today's.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"), editable=False)
    title = models.CharField(_("title"), max_length=100)
    summary = models.CharField(_("in one sentence"), max_length=200)
    body = models.TextField(_("text"), max_length=60_000)
    changes = models.TextField(_("what is new"), max_length=1_000, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    effective_at = models.DateTimeField(_("in force from"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    numbers = models.JSONField(_("numbers"), default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("version of a page")
        verbose_name_plural = _("versions of pages")
        ordering = ("page", "-number")
        permissions = [
            ("publish_pageversion", _("May publish versions of help pages")),
            ("publish_legal", _("May publish versions of legal pages")),
        ]
        constraints = [
            # "Version 3" is one text.
            models.UniqueConstraint(fields=["page", "number"], name="page_version_number_once"),
            # Two drafts would be two truths about what comes next.
            models.UniqueConstraint(fields=["page"], condition=Q(status="draft"), name="page_one_draft"),
            models.CheckConstraint(condition=Q(status__in=["draft", "published"]), name="page_version_status_known"),
            # What binds people says since when.
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True)
                | Q(status="published", published_at__isnull=False, effective_at__isnull=False),
                name="page_version_published_dated",
            ),
        ]
        triggers = [
            # What somebody has read and agreed to stays what it was.
            pgtrigger.Protect(
                name="published_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="published"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.number}"

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def is_in_force(self) -> bool:
        """Whether its day has come. An older one may be, too."""
        return self.is_published and self.effective_at is not None and self.effective_at <= clock.now()
