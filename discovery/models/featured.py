"""What staff put in the window, and for how long."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock


class FeaturedQuerySet(models.QuerySet["Featured"]):
    """Which are in the window."""

    def current(self) -> "FeaturedQuerySet":
        today = clock.today()
        return self.filter(starts__lte=today, ends__gte=today)


class Featured(models.Model):
    """A creator or a gig in the window from one day to another, both included; in one category or on all pages."""

    creator = models.ForeignKey(
        "creators.CreatorProfile", verbose_name=_("creator"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    gig = models.ForeignKey(
        "gigs.Gig", verbose_name=_("gig"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    category = models.ForeignKey(
        "creators.Category", verbose_name=_("on the page of"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="+", help_text=_("A top category; empty: on the home page."),
    )  # fmt: skip
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("chosen by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = FeaturedQuerySet.as_manager()

    class Meta:
        verbose_name = _("featured")
        verbose_name_plural = _("featured")
        ordering = ["position", "-starts", "id"]
        constraints = [
            # One thing in one place of the window.
            models.CheckConstraint(
                condition=Q(creator__isnull=False, gig__isnull=True) | Q(creator__isnull=True, gig__isnull=False),
                name="featured_one_thing",
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="featured_days_in_order"),
        ]
        indexes = [models.Index(fields=["ends", "starts"], name="featured_days")]

    def __str__(self) -> str:
        return str(self.creator or self.gig)
