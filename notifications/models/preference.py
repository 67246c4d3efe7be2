"""How a person wants to be told."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from notifications import registry
from reelbyte import clock
from reelbyte.middleware import zone_of
from reelbyte.models import TimestampedModel

ALL = "@all"


class Preference(models.Model):
    """One choice: a channel on or off for one kind, for a group of kinds, or for everything optional.

    The narrower choice counts. Without any, the kind's defaults do; see `notifications.preferences`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="notification_preferences",
    )
    about = models.CharField(_("about"), max_length=80)  # a kind, "@market" or "@all"
    channel = models.CharField(_("channel"), max_length=10)
    is_on = models.BooleanField(_("on"))
    changed_at = models.DateTimeField(_("changed"), default=clock.now)

    class Meta:
        verbose_name = _("choice of a channel")
        verbose_name_plural = _("choices of channels")
        constraints = [
            # The last word counts: there is only one.
            models.UniqueConstraint(fields=["user", "about", "channel"], name="notification_preference_once"),
            models.CheckConstraint(
                condition=Q(channel__in=["in_app", "email", "push"]), name="notification_preference_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.channel}: {self.is_on}"


class Schedule(TimestampedModel):
    """When a person is told: their digest and their quiet hours. Without a row: at once, at any hour."""

    class Cadence(models.TextChoices):
        OFF = "off", _("Each by itself")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="notification_schedule",
    )
    digest = models.CharField(_("optional mail"), max_length=10, choices=Cadence, default=Cadence.OFF)
    digest_hour = models.PositiveSmallIntegerField(_("at"), default=8)  # of the person's day
    digest_weekday = models.PositiveSmallIntegerField(_("on"), choices=Weekday, default=Weekday.MONDAY)
    next_digest_at = models.DateTimeField(_("next digest"), null=True, blank=True, editable=False)
    quiet_from = models.TimeField(_("from"), null=True, blank=True)
    quiet_to = models.TimeField(_("to"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)  # empty: the person's

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__in=["off", "daily", "weekly"]), name="notification_digest_cadence_known"
            ),
            models.CheckConstraint(
                condition=Q(digest_hour__lte=23, digest_weekday__lte=6), name="notification_digest_hour_exists"
            ),
            # Quiet hours have two ends, and are not the whole day: then the channel is off instead.
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_to__isnull=True)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False) & ~Q(quiet_from=F("quiet_to")),
                name="notification_quiet_has_two_ends",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_digest_at"], condition=Q(next_digest_at__isnull=False), name="notification_digest_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.digest}"

    @property
    def tz(self) -> ZoneInfo:
        """The zone its hours are in: chosen here, else the person's own."""
        return zone_named(self.zone) or zone_of(self.user) or ZoneInfo("UTC")


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of that name; None for an empty name and for one that no database knows."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError):
        return None


def about_group(group: str) -> str:
    """How a choice names a whole group."""
    return f"@{registry.Group(group).value}"
