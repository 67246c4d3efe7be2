"""A proposal: what a creator would make of a job, for how much, by when."""

from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible_to
from jobs.models import Job
from proposals import transitions
from reelbyte import policy
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money, share

if TYPE_CHECKING:
    from accounts.models import User
    from proposals.models.content import ProposalFile


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Which proposals, and whose."""

    def live(self) -> "ProposalQuerySet":
        """Those that are still to be decided about."""
        return self.filter(status__in=transitions.LIVE)

    def of_creator(self, user: "User") -> "ProposalQuerySet":
        return self.filter(creator=user)

    def for_client(self, user: "User") -> "ProposalQuerySet":
        """Those on this person's jobs that they may read: not what was withdrawn, nor of people a block hides."""
        rows = self.filter(job__client=user).exclude(status=Proposal.Status.WITHDRAWN)
        return visible_to(rows, user, person="creator")


class Proposal(PublicIdModel, TimestampedModel):
    """`status` moves only through `proposals.actions`. The price is in `currency`, the job's when it was sent.

    `archived_at` is the client's: off their board, while nothing is decided. `version` counts what was sent, and each
    stays readable as a `ProposalVersion`.
    """

    class Status(models.TextChoices):
        SENT = "sent", _("Sent")
        SEEN = "seen", _("Seen")
        SHORTLISTED = "shortlisted", _("Shortlisted")
        INTERVIEW = "interview", _("Interview")
        OFFERED = "offered", _("Offer")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")
        HIRED = "hired", _("Hired")

    class Reason(models.TextChoices):
        """Why not: what a client may say, and what the house says for them when somebody else was hired."""

        PRICE = "price", _("The price")
        DATES = "dates", _("The dates")
        STYLE = "style", _("A different style was wanted")
        EXPERIENCE = "experience", _("More experience was wanted")
        OTHER_HIRED = "other_hired", _("Somebody else was hired")
        OTHER = "other", _("Another reason")

    job = models.ForeignKey(Job, verbose_name=_("job"), on_delete=models.PROTECT, related_name="proposals")
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("creator"), on_delete=models.PROTECT, related_name="proposals"
    )
    currency = models.CharField(_("currency"), max_length=3)
    price_minor = models.BigIntegerField(_("price"), help_text=_("In minor units; the sum of the milestones, if any."))
    days = models.PositiveSmallIntegerField(_("days to deliver"))
    cover_letter = models.TextField(_("cover letter"), max_length=5_000)
    pitch = models.ForeignKey(
        "videos.Video",
        verbose_name=_("video pitch"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pitched_in",
    )
    samples = models.ManyToManyField(
        "creators.PortfolioItem", verbose_name=_("samples"), related_name="proposals", blank=True
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)

    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.SENT, editable=False)
    seen_at = models.DateTimeField(_("first seen by the client"), null=True, blank=True, editable=False)
    archived_at = models.DateTimeField(_("archived by the client"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    reason = models.CharField(_("why not"), max_length=12, choices=Reason, blank=True, editable=False)
    reason_text = models.CharField(_("why not, in words"), max_length=500, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=transitions.STATUSES), name="proposal_status_known"),
            # One bid to decide about; after a no, or a withdrawal, another may be sent.
            models.UniqueConstraint(
                fields=["job", "creator"],
                condition=Q(status__in=transitions.LIVE),
                name="proposal_one_live_per_creator",
            ),
            # Nobody works for nothing, in no time, or without a word.
            models.CheckConstraint(
                condition=Q(price_minor__gt=0, days__gt=0, version__gt=0) & ~Q(cover_letter=""),
                name="proposal_says_something",
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="proposal_currency_iso"),
            # What is sent has not been seen; what the client has moved on has been.
            models.CheckConstraint(
                condition=Q(status="sent", seen_at__isnull=True)
                | Q(status__in=["seen", *transitions.SHORTLISTED], seen_at__isnull=False)
                | Q(status__in=["declined", "withdrawn", "expired"]),
                name="proposal_seen_when",
            ),
            # An end has its time, and only an end has one.
            models.CheckConstraint(
                condition=Q(status__in=transitions.ENDED, ended_at__isnull=False)
                | Q(status__in=transitions.LIVE, ended_at__isnull=True),
                name="proposal_ended_when",
            ),
            # A no has its reason, and only a no has one.
            models.CheckConstraint(
                condition=Q(status="declined", reason__in=["price", "dates", "style", "experience"])
                | Q(status="declined", reason__in=["other_hired", "other"])
                | ~Q(status="declined") & Q(reason="", reason_text=""),
                name="proposal_no_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["job", "status"], name="proposal_of_job"),
            models.Index(fields=["creator", "-id"], name="proposal_of_creator"),
            # The weekly cap counts here.
            models.Index(fields=["creator", "created_at"], name="proposal_a_week"),
        ]

    def __str__(self) -> str:
        return f"{self.job}: {self.creator}"

    def get_absolute_url(self) -> str:
        """The creator's own page of it."""
        return reverse("proposals:proposal-detail", args=[self.public_id])

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)

    @property
    def fee(self) -> Money:
        """What the platform would keep of it, by today's policy."""
        return Money(share(self.price_minor, policy.FEE_BPS), self.currency)

    @property
    def net(self) -> Money:
        """What would reach the creator, by today's policy."""
        return self.price - self.fee

    @property
    def current_files(self) -> "list[ProposalFile]":
        """Those of this version; no query after `queries.whole`."""
        return [file for file in self.files.all() if file.until is None]

    @property
    def is_live(self) -> bool:
        return self.status in transitions.LIVE

    @property
    def is_editable(self) -> bool:
        """Until it is shortlisted or answered."""
        return self.status in transitions.EDITABLE

    @property
    def is_shortlisted(self) -> bool:
        return self.status in transitions.SHORTLISTED

    def may(self, move: str) -> bool:
        """Whether `move` would change something now."""
        return (self.status, move) in transitions.MOVES


class ProposalVersion(models.Model):
    """A proposal as it was sent, whole, each time. Append-only: a trigger refuses UPDATE and DELETE."""

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposal"), on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    data = models.JSONField(_("what it said"))
    pitch = models.ForeignKey(
        "videos.Video",
        verbose_name=_("video pitch"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pitched_in_versions",
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("version of a proposal")
        verbose_name_plural = _("versions of proposals")
        ordering = ["-number"]
        constraints = [
            # A version is one text.
            models.UniqueConstraint(fields=["proposal", "number"], name="proposal_version_once"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.proposal_id} v{self.number}"

    @property
    def price(self) -> Money:
        return Money(self.data["price_minor"], self.data["currency"])

    @property
    def files(self) -> "list[ProposalFile]":
        """Those it was sent with; no query after `queries.whole`."""
        return [file for file in self.proposal.files.all() if file.is_in(self.number)]

    @property
    def milestones(self) -> list[dict[str, Any]]:
        """As they were: title, days, amount."""
        currency = self.data["currency"]
        return [{**row, "amount": Money(row["amount_minor"], currency)} for row in self.data["milestones"]]


class ProposalEvent(models.Model):
    """What happened to a proposal: append-only, a trigger refuses UPDATE and DELETE."""

    proposal = models.ForeignKey(Proposal, verbose_name=_("proposal"), on_delete=models.PROTECT, related_name="events")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    move = models.CharField(_("what"), max_length=20)
    from_status = models.CharField(_("from"), max_length=12, blank=True)
    to_status = models.CharField(_("to"), max_length=12)
    data = models.JSONField(_("data"), default=dict, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("proposal event")
        verbose_name_plural = _("proposal events")
        ordering = ["id"]
        constraints = [
            # An event moves the proposal, or says what else was done about it.
            models.CheckConstraint(
                condition=~Q(from_status=F("to_status"))
                | Q(move__in=["edit", "archive", "unarchive"])
                | Q(move__startswith="interview_"),
                name="proposal_event_moves_or_tells",
            ),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="proposal_event_newest")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.move} → {self.to_status}"
