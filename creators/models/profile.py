"""A creator as clients see them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.visibility import listed_visibilities, visible_to
from creators.models.taxonomy import Skill
from reelbyte import clock, policy
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money

if TYPE_CHECKING:
    from accounts.models import User

CURRENCY_CHOICES = [(code, code) for code in policy.CURRENCIES]


class CreatorProfileQuerySet(models.QuerySet["CreatorProfile"]):
    """Who may see whom."""

    def listed(self, viewer: object = None) -> "CreatorProfileQuerySet":
        """Profiles for a list: open to visitors, or to members too, of people in good standing, with something to show.

        Blocks are another question: see `visible_to`.
        """
        rows = self.filter(user__profile_visibility__in=listed_visibilities(viewer), user__status="active")
        return rows.exclude(headline="")

    def visible_to(self, viewer: object) -> "CreatorProfileQuerySet":
        """Profiles this person may open: public ones, members' ones when signed in, and always their own."""
        return visible_to(self, viewer, person="user")


class CreatorProfile(PublicIdModel, TimestampedModel):
    """One a person. The last group of columns is written by actions of the apps above, never by a form."""

    class Availability(models.TextChoices):
        AVAILABLE = "available", _("Available now")
        FROM_DATE = "from_date", _("Available from a date")
        AWAY = "away", _("Away")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="creator_profile"
    )
    handle = models.SlugField(_("handle"), max_length=30)
    headline = models.CharField(_("headline"), max_length=90, blank=True)
    bio = models.TextField(_("about you"), max_length=2_000, blank=True)
    skills = models.ManyToManyField(Skill, verbose_name=_("skills"), related_name="creators", blank=True)
    location = models.CharField(_("where you work"), max_length=80, blank=True)
    links = models.JSONField(_("links"), default=dict, blank=True)

    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCY_CHOICES, default="EUR")
    hourly_minor = models.BigIntegerField(_("hourly rate"), null=True, blank=True)
    project_minor = models.BigIntegerField(_("projects from"), null=True, blank=True)

    availability = models.CharField(
        _("availability"), max_length=10, choices=Availability, default=Availability.AVAILABLE
    )
    available_from = models.DateField(_("available from"), null=True, blank=True)

    rating_average = models.DecimalField(_("average rating"), max_digits=3, decimal_places=2, default=0, editable=False)
    rating_count = models.PositiveIntegerField(_("ratings"), default=0, editable=False)
    finished_count = models.PositiveIntegerField(_("finished contracts"), default=0, editable=False)
    queue_length = models.PositiveIntegerField(_("orders in the queue"), default=0, editable=False)

    objects = CreatorProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("creator profile")
        verbose_name_plural = _("creator profiles")
        constraints = [
            # Two creators never answer to one address, however it is typed.
            models.UniqueConstraint(Lower("handle"), name="creator_handle_once"),
            models.CheckConstraint(
                condition=Q(availability__in=["available", "from_date", "away"]), name="creator_availability_known"
            ),
            # "From a date" without the date would promise nothing.
            models.CheckConstraint(
                condition=~Q(availability="from_date") | Q(available_from__isnull=False),
                name="creator_available_from_dated",
            ),
            # Nobody pays to work.
            models.CheckConstraint(
                condition=Q(hourly_minor__isnull=True) | Q(hourly_minor__gt=0), name="creator_hourly_positive"
            ),
            models.CheckConstraint(
                condition=Q(project_minor__isnull=True) | Q(project_minor__gt=0), name="creator_project_positive"
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="creator_currency_iso"),
            # No rating is nought, and nought is no rating.
            models.CheckConstraint(
                condition=Q(rating_count=0, rating_average=0)
                | Q(rating_count__gt=0, rating_average__gte=1, rating_average__lte=5),
                name="creator_rating_range",
            ),
        ]
        indexes = [
            models.Index(fields=["-rating_average", "-rating_count", "-id"], name="creator_by_rating"),
            models.Index(fields=["hourly_minor", "id"], name="creator_by_rate"),
            GinIndex(OpClass("headline", name="gin_trgm_ops"), name="creator_headline_trgm"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("discovery:creator-detail", args=[self.handle])

    @property
    def name(self) -> str:
        return self.user.display_name

    @property
    def hourly_rate(self) -> Money | None:
        return None if self.hourly_minor is None else Money(self.hourly_minor, self.currency)

    @property
    def project_rate(self) -> Money | None:
        return None if self.project_minor is None else Money(self.project_minor, self.currency)

    @property
    def is_away(self) -> bool:
        return self.availability == self.Availability.AWAY

    @property
    def is_free_now(self) -> bool:
        """Available, or the announced date has come."""
        if self.availability == self.Availability.FROM_DATE:
            return bool(self.available_from and self.available_from <= clock.today())
        return self.availability == self.Availability.AVAILABLE

    def belongs_to(self, user: "User") -> bool:
        return self.user_id == user.pk


class ProfileLanguage(models.Model):
    """A language a creator works in, and how well."""

    class Level(models.TextChoices):
        BASIC = "basic", _("Basic")
        CONVERSATIONAL = "conversational", _("Conversational")
        FLUENT = "fluent", _("Fluent")
        NATIVE = "native", _("Native")

    profile = models.ForeignKey(
        CreatorProfile, verbose_name=_("profile"), on_delete=models.CASCADE, related_name="languages"
    )
    code = models.CharField(_("language"), max_length=3)
    level = models.CharField(_("level"), max_length=14, choices=Level, default=Level.FLUENT)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["id"]
        constraints = [
            # One level for one language.
            models.UniqueConstraint(fields=["profile", "code"], name="language_once_per_profile"),
            models.CheckConstraint(
                condition=Q(level__in=["basic", "conversational", "fluent", "native"]), name="language_level_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_level_display()})"

    @property
    def name(self) -> str:
        """The language's name in the reader's language."""
        from creators.languages import name_of

        return name_of(self.code)
