"""What a creator has made."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creators.models.profile import CreatorProfile
from reelbyte.models import PublicIdModel, TimestampedModel


class PortfolioItem(PublicIdModel, TimestampedModel):
    """A film on a profile. Highlights are the reel and come first; then the creator's own order."""

    profile = models.ForeignKey(
        CreatorProfile, verbose_name=_("profile"), on_delete=models.CASCADE, related_name="portfolio"
    )
    video = models.ForeignKey(
        "videos.Video", verbose_name=_("video"), on_delete=models.PROTECT, related_name="portfolio_items"
    )
    title = models.CharField(_("title"), max_length=80)
    description = models.TextField(_("description"), max_length=1_000, blank=True)
    tags = ArrayField(models.CharField(max_length=30), verbose_name=_("tags"), default=list, blank=True)
    role = models.CharField(_("your part in it"), max_length=60, blank=True)
    client_name = models.CharField(_("made for"), max_length=60, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    is_highlight = models.BooleanField(_("in the reel"), default=False)

    class Meta:
        verbose_name = _("portfolio item")
        verbose_name_plural = _("portfolio items")
        ordering = ["-is_highlight", "position", "id"]
        constraints = [
            # A film is shown once on a profile.
            models.UniqueConstraint(fields=["profile", "video"], name="portfolio_video_once"),
            # Whatever wrote the row, a link never runs script.
            models.CheckConstraint(condition=Q(link="") | Q(link__startswith="https://"), name="portfolio_link_https"),
        ]
        indexes = [
            models.Index(fields=["profile", "-is_highlight", "position"], name="portfolio_order"),
            # The feed: everybody's best film before anybody's second.
            models.Index(fields=["-is_highlight", "position", "-id"], name="portfolio_feed"),
        ]

    def __str__(self) -> str:
        return self.title
