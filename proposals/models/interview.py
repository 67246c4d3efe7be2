"""A talk before anybody is hired: times proposed by the client, one of them taken by the creator."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proposals import transitions
from proposals.models.proposal import Proposal
from reelbyte.models import PublicIdModel, TimestampedModel


class Interview(PublicIdModel, TimestampedModel):
    """`starts_at` is the slot that was taken. `remind_at` is the next reminder, swept; empty when none is left."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Agreed")
        DECLINED = "declined", _("Declined")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Not answered")
        HELD = "held", _("Over")

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposal"), on_delete=models.PROTECT, related_name="interviews"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED, editable=False)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=30)
    place = models.CharField(_("where"), max_length=300, blank=True, help_text=_("A link to a call, a number, a room."))
    note = models.TextField(_("what about"), max_length=1_000, blank=True)
    starts_at = models.DateTimeField(_("agreed time"), null=True, blank=True, editable=False)
    remind_at = models.DateTimeField(_("next reminder"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    reason = models.CharField(_("why not"), max_length=300, blank=True, editable=False)
    # A calendar that has the event takes a newer one of it for a change (RFC 5545, SEQUENCE).
    sequence = models.PositiveSmallIntegerField(_("sequence"), default=0, editable=False)

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=transitions.INTERVIEW_STATUSES), name="interview_status_known"
            ),
            # One at a time: the next is proposed when this one is over.
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(status__in=transitions.INTERVIEW_LIVE), name="interview_one_live"
            ),
            # What was agreed on has its time; what waits or was refused has none.
            models.CheckConstraint(
                condition=Q(status__in=["accepted", "held"], starts_at__isnull=False)
                | Q(status__in=["proposed", "declined", "expired"], starts_at__isnull=True)
                | Q(status="cancelled"),
                name="interview_time_with_status",
            ),
            # Nobody is reminded of what does not happen.
            models.CheckConstraint(
                condition=Q(status="accepted") | Q(remind_at__isnull=True), name="interview_reminds_when_agreed"
            ),
            models.CheckConstraint(
                condition=Q(status__in=transitions.INTERVIEW_LIVE, ended_at__isnull=True)
                | ~Q(status__in=transitions.INTERVIEW_LIVE) & Q(ended_at__isnull=False),
                name="interview_ended_when",
            ),
            # Longer than nothing, shorter than a day.
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=480), name="interview_length_sane"),
        ]
        indexes = [
            # What the sweep looks for, and nothing else.
            models.Index(fields=["remind_at"], condition=Q(remind_at__isnull=False), name="interview_remind"),
            models.Index(fields=["starts_at"], condition=Q(status="accepted"), name="interview_agreed"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}"

    def get_absolute_url(self) -> str:
        """The page of it, for both."""
        return reverse("proposals:interview-detail", args=[self.public_id])

    @property
    def ends_at(self) -> datetime | None:
        return None if self.starts_at is None else self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_live(self) -> bool:
        return self.status in transitions.INTERVIEW_LIVE

    def may(self, move: str) -> bool:
        """Whether `move` would change something now."""
        return (self.status, move) in transitions.INTERVIEW_MOVES


class InterviewSlot(PublicIdModel):
    """A time the client can make."""

    interview = models.ForeignKey(
        Interview, verbose_name=_("interview"), on_delete=models.CASCADE, related_name="slots"
    )
    starts_at = models.DateTimeField(_("begins"))

    class Meta:
        verbose_name = _("proposed time")
        verbose_name_plural = _("proposed times")
        ordering = ["starts_at"]
        constraints = [
            # The same time twice is no choice.
            models.UniqueConstraint(fields=["interview", "starts_at"], name="interview_slot_once"),
        ]

    def __str__(self) -> str:
        return self.starts_at.isoformat()
