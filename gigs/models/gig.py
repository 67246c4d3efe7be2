"""A gig: one fixed offer, in up to three packages."""

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.visibility import listed_visibilities, visible_to
from creators.models import Category, CreatorProfile
from creators.models.profile import CURRENCY_CHOICES
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money

if TYPE_CHECKING:
    from accounts.models import User


class GigQuerySet(models.QuerySet["Gig"]):
    """Which gigs somebody may see."""

    def live(self) -> "GigQuerySet":
        return self.filter(status=Gig.Status.LIVE)

    def listed(self, viewer: object = None) -> "GigQuerySet":
        """Gigs for a list: live, of creators in good standing whom visitors, or members too, may see."""
        open_to = listed_visibilities(viewer)
        return self.live().filter(creator__user__profile_visibility__in=open_to, creator__user__status="active")

    def visible_to(self, viewer: object) -> "GigQuerySet":
        """Gigs this person may open: live ones of creators they may see, and their own in any state."""
        met = visible_to(self.live(), viewer, person="creator__user")
        return met | self.filter(creator__user=viewer) if getattr(viewer, "is_authenticated", False) else met

    def owned_by(self, user: "User") -> "GigQuerySet":
        return self.filter(creator__user=user)


class Gig(PublicIdModel, TimestampedModel):
    """`status` moves only through `gigs.actions`. All its prices are in `currency`, so they cannot differ."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        LIVE = "live", _("Live")
        PAUSED = "paused", _("Paused")

    creator = models.ForeignKey(
        CreatorProfile, verbose_name=_("creator"), on_delete=models.PROTECT, related_name="gigs"
    )
    slug = models.SlugField(_("slug"), max_length=110, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=80)
    category = models.ForeignKey(Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="gigs")
    tags = ArrayField(models.CharField(max_length=30), verbose_name=_("tags"), default=list, blank=True)
    description = models.TextField(_("description"), max_length=4_000, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCY_CHOICES, default="EUR")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    cover = models.ForeignKey(
        "videos.Video",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="covered_gigs",
    )
    queue_limit = models.PositiveSmallIntegerField(_("orders at once"), null=True, blank=True)
    published_at = models.DateTimeField(_("first live"), null=True, blank=True, editable=False)

    # Of its packages, kept by the action that saves them: what lists filter and sort by.
    from_minor = models.BigIntegerField(_("lowest price"), null=True, blank=True, editable=False)
    fastest_days = models.PositiveSmallIntegerField(_("shortest delivery"), null=True, blank=True, editable=False)

    rating_average = models.DecimalField(_("average rating"), max_digits=3, decimal_places=2, default=0, editable=False)
    rating_count = models.PositiveIntegerField(_("ratings"), default=0, editable=False)
    finished_count = models.PositiveIntegerField(_("finished orders"), default=0, editable=False)
    queue_length = models.PositiveIntegerField(_("orders in the queue"), default=0, editable=False)

    objects = GigQuerySet.as_manager()

    class Meta:
        verbose_name = _("gig")
        verbose_name_plural = _("gigs")
        ordering = ["-id"]
        permissions = [("review_gig", "Can decide on gigs in review")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review", "live", "paused"]), name="gig_status_known"
            ),
            # What anybody can order has a film, a price, a time, and a day on which it was let in.
            models.CheckConstraint(
                condition=~Q(status="live")
                | Q(from_minor__isnull=False, fastest_days__isnull=False, published_at__isnull=False)
                & Q(cover__isnull=False),
                name="gig_live_is_whole",
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="gig_currency_iso"),
            # Not taking orders at all is "paused", not a limit of nought.
            models.CheckConstraint(
                condition=Q(queue_limit__isnull=True) | Q(queue_limit__gt=0), name="gig_queue_limit_positive"
            ),
            models.CheckConstraint(
                condition=Q(rating_count=0, rating_average=0)
                | Q(rating_count__gt=0, rating_average__gte=1, rating_average__lte=5),
                name="gig_rating_range",
            ),
        ]
        indexes = [
            models.Index(fields=["creator", "status"], name="gig_of_creator"),
            models.Index(fields=["-published_at", "-id"], condition=Q(status="live"), name="gig_newest"),
            models.Index(fields=["from_minor", "id"], condition=Q(status="live"), name="gig_cheapest"),
            models.Index(
                fields=["-rating_average", "-rating_count", "-id"], condition=Q(status="live"), name="gig_best"
            ),
            models.Index(
                fields=["category", "-published_at", "-id"], condition=Q(status="live"), name="gig_newest_of_category"
            ),
            GinIndex(OpClass("title", name="gin_trgm_ops"), name="gig_title_trgm"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page; its owner sees it in any state."""
        return reverse("discovery:gig-detail", args=[self.slug])

    @property
    def from_price(self) -> Money | None:
        """The lowest package price."""
        return None if self.from_minor is None else Money(self.from_minor, self.currency)

    @property
    def is_live(self) -> bool:
        return self.status == self.Status.LIVE

    @property
    def is_queue_full(self) -> bool:
        return self.queue_limit is not None and self.queue_length >= self.queue_limit

    @property
    def closed_because(self) -> str:
        """Why it takes no order now, in words for the order button; "" when it takes orders."""
        if not self.is_live:
            return str(_("Not taking orders"))
        if self.creator.is_away:
            return str(_("%(name)s is away") % {"name": self.creator.name})
        if self.is_queue_full:
            return str(_("The queue is full"))
        return ""


class GigEvent(models.Model):
    """What happened to a gig: append-only, a trigger refuses UPDATE and DELETE."""

    gig = models.ForeignKey(Gig, verbose_name=_("gig"), on_delete=models.PROTECT, related_name="events")
    actor = models.ForeignKey(
        "accounts.User", verbose_name=_("who"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    move = models.CharField(_("what"), max_length=20)
    from_status = models.CharField(_("from"), max_length=10, blank=True)
    to_status = models.CharField(_("to"), max_length=10)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("gig event")
        verbose_name_plural = _("gig events")
        ordering = ["id"]
        constraints = [
            # A gig sent back without a reason cannot be mended.
            models.CheckConstraint(condition=~Q(move="reject") | ~Q(reason=""), name="gig_rejection_has_reason"),
            models.CheckConstraint(condition=~Q(from_status=F("to_status")), name="gig_event_moves"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.move} → {self.to_status}"
