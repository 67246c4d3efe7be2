"""How many people looked at a gig: a number a day, nobody's name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gigs.models.gig import Gig


class DailyViews(models.Model):
    """People who opened a gig's page on one day (UTC), each counted once."""

    gig = models.ForeignKey(Gig, verbose_name=_("gig"), on_delete=models.CASCADE, related_name="daily_views")
    day = models.DateField(_("day"))
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("views of a day")
        verbose_name_plural = _("views of a day")
        constraints = [
            models.UniqueConstraint(fields=["gig", "day"], name="gig_views_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.gig}, {self.day}: {self.people}"
