"""A job: what a client wants filmed, for creators to bid on."""

from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible_to
from creators.models import Category, Skill
from creators.models.profile import CURRENCY_CHOICES
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money

if TYPE_CHECKING:
    from accounts.models import User


class JobQuerySet(models.QuerySet["Job"]):
    """Which jobs somebody may see: the one place that says so."""

    def open(self) -> "JobQuerySet":
        return self.filter(status=Job.Status.OPEN)

    def visible_to(self, viewer: Any) -> "JobQuerySet":
        """Jobs this person may open: published ones that are for them, and their own in any state.

        Public jobs are for everybody, members' for who is signed in, invite-only ones for who was invited.
        Clients who are suspended, those a block hides and those who are hidden by choice take their jobs with them;
        but whom a client has invited is still welcome.
        """
        published = self.exclude(status=Job.Status.DRAFT)
        if not getattr(viewer, "is_authenticated", False):
            return visible_to(published, viewer, person="client").filter(visibility=Job.Visibility.PUBLIC)
        published = visible_to(published, viewer, person="client", known=_invited(viewer))
        for_all = Q(visibility__in=[Job.Visibility.PUBLIC, Job.Visibility.MEMBERS])
        return published.filter(for_all | Q(_invited(viewer))) | self.filter(client=viewer)

    def listed_to(self, viewer: Any) -> "JobQuerySet":
        """Jobs for a list this person browses: open, and for everybody or for members; invitations have their own."""
        open_to = [Job.Visibility.PUBLIC]
        if getattr(viewer, "is_authenticated", False):
            open_to.append(Job.Visibility.MEMBERS)
        return visible_to(self.open().filter(visibility__in=open_to), viewer, person="client")

    def owned_by(self, user: "User") -> "JobQuerySet":
        return self.filter(client=user)


def _invited(viewer: "User") -> Exists:
    from jobs.models.invitation import Invitation

    return Exists(Invitation.objects.filter(job=OuterRef("pk"), creator=viewer))


class Job(PublicIdModel, TimestampedModel):
    """`status` moves only through `jobs.actions`. The budget is in `currency`, for the whole of it.

    `nda_version` counts the wordings of the NDA: an acceptance is of one of them.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        FILLED = "filled", _("Filled")
        EXPIRED = "expired", _("Expired")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        MEMBERS = "members", _("Members only")
        INVITED = "invited", _("Invited creators only")

    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("client"), on_delete=models.PROTECT, related_name="jobs"
    )
    slug = models.SlugField(_("slug"), max_length=110, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=90)
    description = models.TextField(_("description"), max_length=5_000, blank=True)
    deliverables = ArrayField(
        models.CharField(max_length=120), verbose_name=_("deliverables"), default=list, blank=True
    )
    category = models.ForeignKey(Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="jobs")
    skills = models.ManyToManyField(Skill, verbose_name=_("skills"), related_name="jobs", blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCY_CHOICES, default="EUR")
    budget_min_minor = models.BigIntegerField(_("budget from"), null=True, blank=True)
    budget_max_minor = models.BigIntegerField(_("budget to"), null=True, blank=True)
    start = models.DateField(_("start"), null=True, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    visibility = models.CharField(_("who sees it"), max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    nda_required = models.BooleanField(_("NDA first"), default=False)
    nda_text = models.TextField(_("NDA"), max_length=8_000, blank=True)
    nda_version = models.PositiveSmallIntegerField(_("wording of the NDA"), default=0, editable=False)

    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    last_active_at = models.DateTimeField(_("the client's last activity"), null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True, editable=False)
    warned_at = models.DateTimeField(_("warned"), null=True, blank=True, editable=False)

    # Counted by the apps above; see `jobs.actions.record`.
    proposal_count = models.PositiveIntegerField(_("proposals"), default=0, editable=False)
    shortlist_count = models.PositiveIntegerField(_("on the shortlist"), default=0, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-id"]
        permissions = [("close_job", "Can close jobs of others")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "open", "closed", "filled", "expired"]), name="job_status_known"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["public", "members", "invited"]), name="job_visibility_known"
            ),
            # What anybody can bid on says what is wanted and what it may cost.
            models.CheckConstraint(
                condition=~Q(status="open")
                | Q(budget_min_minor__isnull=False, published_at__isnull=False, last_active_at__isnull=False)
                & ~Q(description=""),
                name="job_open_is_whole",
            ),
            # An open job always has a day on which it expires, and no other job has one.
            models.CheckConstraint(
                condition=Q(status="open", expires_at__isnull=False)
                | ~Q(status="open") & Q(expires_at__isnull=True, warned_at__isnull=True),
                name="job_open_expires",
            ),
            # A budget has two ends, in order, and nobody pays to work.
            models.CheckConstraint(
                condition=Q(budget_min_minor__isnull=True, budget_max_minor__isnull=True)
                | Q(budget_min_minor__gt=0, budget_max_minor__gte=F("budget_min_minor")),
                name="job_budget_is_a_range",
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="job_currency_iso"),
            # Work ends after it has begun.
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(deadline__isnull=True) | Q(deadline__gte=F("start")),
                name="job_deadline_after_start",
            ),
            # Nobody is asked to agree to nothing.
            models.CheckConstraint(
                condition=Q(nda_required=False) | ~Q(nda_text="") & Q(nda_version__gt=0), name="job_nda_has_text"
            ),
            # A shortlist is part of the proposals.
            models.CheckConstraint(
                condition=Q(shortlist_count__lte=F("proposal_count")), name="job_shortlist_within_proposals"
            ),
        ]
        indexes = [
            models.Index(fields=["client", "-id"], name="job_of_client"),
            models.Index(fields=["-published_at", "-id"], condition=Q(status="open"), name="job_newest"),
            models.Index(fields=["-budget_max_minor", "-id"], condition=Q(status="open"), name="job_by_budget"),
            models.Index(
                fields=["category", "-published_at", "-id"], condition=Q(status="open"), name="job_newest_of_category"
            ),
            # What the sweep looks at.
            models.Index(fields=["expires_at"], condition=Q(status="open"), name="job_expiring"),
            GinIndex(OpClass("title", name="gin_trgm_ops"), name="job_title_trgm"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page creators see; its owner sees it in any state."""
        return reverse("discovery:job-detail", args=[self.slug])

    @property
    def budget_min(self) -> Money | None:
        return None if self.budget_min_minor is None else Money(self.budget_min_minor, self.currency)

    @property
    def budget_max(self) -> Money | None:
        return None if self.budget_max_minor is None else Money(self.budget_max_minor, self.currency)

    @property
    def is_fixed(self) -> bool:
        """One price rather than a range."""
        return self.budget_min_minor is not None and self.budget_min_minor == self.budget_max_minor

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_public(self) -> bool:
        return self.visibility == self.Visibility.PUBLIC


class JobEvent(models.Model):
    """What happened to a job: append-only, a trigger refuses UPDATE and DELETE."""

    job = models.ForeignKey(Job, verbose_name=_("job"), on_delete=models.PROTECT, related_name="events")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    move = models.CharField(_("what"), max_length=20)
    from_status = models.CharField(_("from"), max_length=8, blank=True)
    to_status = models.CharField(_("to"), max_length=8)
    data = models.JSONField(_("data"), default=dict, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("job event")
        verbose_name_plural = _("job events")
        ordering = ["id"]
        constraints = [
            # An event moves the job, or says what was changed about an open one.
            models.CheckConstraint(
                condition=~Q(from_status=F("to_status")) | Q(move="change"), name="job_event_moves_or_changes"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.move} → {self.to_status}"
