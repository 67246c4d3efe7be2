"""What is in a gig and what it costs. Amounts are minor units of the gig's currency."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gigs.models.gig import Gig
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money


class Licence(models.TextChoices):
    """What the client may do with the film, from the narrowest to the widest."""

    PERSONAL = "personal", _("Personal use")
    ORGANIC = "organic", _("Web and organic social")
    PAID = "paid", _("Paid ads, one year")
    BROADCAST = "broadcast", _("Broadcast and cinema, one year")
    BUYOUT = "buyout", _("All media, without end")


class Resolution(models.TextChoices):
    """Height of the delivered picture."""

    HD = "720p", _("720p")
    FULL_HD = "1080p", _("1080p")
    UHD = "4k", _("4K")
    FILM = "6k", _("6K and above")


class Aspect(models.TextChoices):
    """Shapes a film is delivered in."""

    VERTICAL = "9:16", _("9:16 vertical")
    WIDE = "16:9", _("16:9 wide")
    SQUARE = "1:1", _("1:1 square")
    PORTRAIT = "4:5", _("4:5 portrait")
    CINEMA = "2.39:1", _("2.39:1 cinema")


class Sound(models.TextChoices):
    """What is heard."""

    NONE = "none", _("Silent")
    MUSIC = "music", _("Licensed music")
    VOICE = "voice", _("Voice-over")
    FULL = "full", _("Music, voice and sound design")


@pghistory.track()  # a price somebody saw must be provable after it changed
class Package(PublicIdModel, TimestampedModel):
    """One tier of a gig."""

    class Tier(models.TextChoices):
        BASIC = "basic", _("Basic")
        STANDARD = "standard", _("Standard")
        PREMIUM = "premium", _("Premium")

    gig = models.ForeignKey(Gig, verbose_name=_("gig"), on_delete=models.CASCADE, related_name="packages")
    tier = models.CharField(_("tier"), max_length=10, choices=Tier)
    title = models.CharField(_("name"), max_length=40)
    description = models.TextField(_("what the client gets"), max_length=600, blank=True)
    price_minor = models.BigIntegerField(_("price"))
    delivery_days = models.PositiveSmallIntegerField(_("delivery in days"))
    revisions = models.PositiveSmallIntegerField(_("rounds of changes"), default=1)
    deliverables = ArrayField(models.CharField(max_length=80), verbose_name=_("deliverables"), default=list, blank=True)
    footage_minutes = models.PositiveSmallIntegerField(_("footage in, minutes"), null=True, blank=True)
    running_seconds = models.PositiveIntegerField(_("running time, seconds"), null=True, blank=True)
    aspect_ratios = ArrayField(
        models.CharField(max_length=8, choices=Aspect), verbose_name=_("shapes"), default=list, blank=True
    )
    resolution = models.CharField(_("resolution"), max_length=6, choices=Resolution, default=Resolution.FULL_HD)
    sound = models.CharField(_("sound"), max_length=6, choices=Sound, default=Sound.MUSIC)
    has_captions = models.BooleanField(_("captions"), default=False)
    has_source_files = models.BooleanField(_("source files"), default=False)
    licence = models.CharField(_("usage licence"), max_length=10, choices=Licence, default=Licence.ORGANIC)

    class Meta:
        verbose_name = _("package")
        verbose_name_plural = _("packages")
        ordering = ["gig", "price_minor", "id"]
        constraints = [
            # Three shelves, one package on each.
            models.UniqueConstraint(fields=["gig", "tier"], name="package_tier_once"),
            models.CheckConstraint(condition=Q(tier__in=["basic", "standard", "premium"]), name="package_tier_known"),
            # Structure, not policy: the bounds in policy.py are the form's and the action's.
            models.CheckConstraint(condition=Q(price_minor__gt=0), name="package_price_positive"),
            models.CheckConstraint(condition=Q(delivery_days__gt=0), name="package_delivery_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_tier_display()}: {self.title}"

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.gig.currency)

    @property
    def aspect_labels(self) -> list[str]:
        return [str(Aspect(value).label) for value in self.aspect_ratios]


class Extra(PublicIdModel, TimestampedModel):
    """A priced add-on. `days_delta` changes the delivery time: negative for extra-fast."""

    gig = models.ForeignKey(Gig, verbose_name=_("gig"), on_delete=models.CASCADE, related_name="extras")
    title = models.CharField(_("extra"), max_length=60)
    price_minor = models.BigIntegerField(_("price"))
    days_delta = models.SmallIntegerField(_("days more or fewer"), default=0)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("extra")
        verbose_name_plural = _("extras")
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=Q(price_minor__gt=0), name="extra_price_positive")]

    def __str__(self) -> str:
        return self.title

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.gig.currency)

    @property
    def days_faster(self) -> int:
        """Days it saves; 0 when it saves none."""
        return max(0, -self.days_delta)
