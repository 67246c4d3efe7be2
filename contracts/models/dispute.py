"""A disagreement about a milestone's money: what both say, what they offer each other, and how it ended."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contracts import disputes
from contracts.disputes import DisputeStatus as S
from reelbyte import clock
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money
from reelbyte.storages import private_storage


def file_key(instance: "DisputeFile", filename: str) -> str:
    """A server-made key: what a person called the file is kept in a column and never in a path."""
    return f"disputes/{instance.statement.dispute.public_id}/{instance.public_id}"


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """Questions about many disputes."""

    def live(self) -> Self:
        """Those whose money still waits for an outcome."""
        return self.filter(status__in=disputes.LIVE)

    def of(self, user: User) -> Self:
        """Those about contracts `user` is a party of."""
        return self.filter(Q(milestone__contract__client=user) | Q(milestone__contract__creator=user))


class Dispute(PublicIdModel, TimestampedModel):
    """`status` changes only by the moves in `contracts.disputes`. The milestone is disputed as long as it is live.

    The policy's days are copied here: `deadline_at` for what is waited for now, `round_hours` for what follows.
    """

    class Reason(models.TextChoices):
        NOT_DELIVERED = "not_delivered", _("Nothing usable was delivered")
        NOT_AS_AGREED = "not_as_agreed", _("It is not what was agreed")
        QUALITY = "quality", _("The quality is not good enough")
        NO_ANSWER = "no_answer", _("The other side does not answer")
        UNFAIR_CHANGES = "unfair_changes", _("More is asked for than was agreed")
        OTHER = "other", _("Something else")

    STATUSES = [
        (S.OPEN.value, _("waits for an answer")),
        (S.NEGOTIATING.value, _("both look for a split")),
        (S.WITH_STAFF.value, _("with our staff")),
        (S.SETTLED.value, _("settled by the two")),
        (S.DECIDED.value, _("decided")),
        (S.WITHDRAWN.value, _("taken back")),
    ]

    milestone = models.ForeignKey(
        "contracts.Milestone", models.PROTECT, related_name="disputes", verbose_name=_("milestone")
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    status = models.CharField(_("status"), max_length=12, choices=STATUSES, default=S.OPEN.value)
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.BigIntegerField(_("what it is about"), help_text=_("In minor units, the fee in it."))
    # Where the milestone goes back to when the dispute is taken back, and what was left of the client's time.
    milestone_status = models.CharField(_("milestone before"), max_length=20)
    silence_left = models.DurationField(_("time to answer that was left"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(_("round of offers"), default=0)
    round_hours = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("hours of each round"))
    deadline_at = models.DateTimeField(_("waits until"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), default=clock.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    to_client_minor = models.BigIntegerField(_("goes to the client"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision = models.TextField(_("decision"), blank=True, max_length=5_000)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ["-id"]
        permissions = [("decide_dispute", "Can decide a dispute")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[status.value for status in S]), name="dispute_status_known"),
            # One disagreement at a time: its outcome moves the milestone's money.
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(status__in=sorted(disputes.LIVE)),
                name="dispute_one_live_per_milestone",
            ),
            # Whoever took a dispute back cannot stop the clocks with the next.
            models.UniqueConstraint(fields=["milestone", "opened_by"], name="dispute_once_per_side"),
            models.CheckConstraint(
                condition=Q(status__in=sorted(disputes.TIMED), deadline_at__isnull=False)
                | (~Q(status__in=sorted(disputes.TIMED)) & Q(deadline_at__isnull=True)),
                name="dispute_deadline_with_status",
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(disputes.LIVE), closed_at__isnull=True)
                | (~Q(status__in=sorted(disputes.LIVE)) & Q(closed_at__isnull=False)),
                name="dispute_closed_at_with_status",
            ),
            # An outcome is a part of what it is about, and there is one when it was settled or decided.
            models.CheckConstraint(
                condition=Q(
                    status__in=[S.SETTLED.value, S.DECIDED.value],
                    to_client_minor__gte=0,
                    to_client_minor__lte=F("amount_minor"),
                )
                | (~Q(status__in=[S.SETTLED.value, S.DECIDED.value]) & Q(to_client_minor__isnull=True)),
                name="dispute_outcome_with_status",
            ),
            # People decide, and say why.
            models.CheckConstraint(
                condition=(Q(status=S.DECIDED.value, decided_by__isnull=False) & ~Q(decision=""))
                | (~Q(status=S.DECIDED.value) & Q(decided_by__isnull=True, decision="")),
                name="dispute_decided_by_somebody",
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="dispute_about_money"),
        ]
        indexes = [
            models.Index(fields=["deadline_at"], condition=Q(deadline_at__isnull=False), name="dispute_deadline"),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} ({self.get_status_display()})"

    def get_absolute_url(self) -> str:
        return reverse("contracts:dispute-detail", args=[self.public_id])

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def to_client(self) -> Money | None:
        return None if self.to_client_minor is None else Money(self.to_client_minor, self.currency)

    @property
    def to_creator(self) -> Money | None:
        """Of the outcome, the fee still in it."""
        return None if self.to_client_minor is None else Money(self.amount_minor - self.to_client_minor, self.currency)

    @property
    def is_live(self) -> bool:
        return self.status in disputes.LIVE

    @property
    def was_released(self) -> bool:
        """Whether it is about money that had been released already."""
        return self.milestone_status == "released"

    @property
    def respondent_id(self) -> int:
        """Who has to answer: the side that did not open it."""
        contract = self.milestone.contract
        return contract.creator_id if self.opened_by_id == contract.client_id else contract.client_id


class DisputeStatement(PublicIdModel):
    """What one side says, in the order it was said. A trigger refuses UPDATE and DELETE: it is evidence."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="statements", verbose_name=_("dispute"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    text = models.TextField(_("statement"), max_length=5_000)
    at = models.DateTimeField(_("said"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text[:80]


class DisputeFile(PublicIdModel):
    """A file that goes with a statement. Private: for both sides and for staff."""

    statement = models.ForeignKey(DisputeStatement, models.PROTECT, related_name="files", verbose_name=_("statement"))
    file = models.FileField(_("file"), upload_to=file_key, storage=private_storage, max_length=200)
    name = models.CharField(_("name"), max_length=200)
    size = models.BigIntegerField(_("size"), help_text=_("In bytes."))

    class Meta:
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(size__gte=0), name="dispute_file_size_not_negative")]

    def __str__(self) -> str:
        return self.name


class SplitOffer(PublicIdModel):
    """What one side would agree to. Round 0 is what the dispute was opened with."""

    class Status(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        LAPSED = "lapsed", _("lapsed")

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="offers", verbose_name=_("dispute"))
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("offered by")
    )
    round = models.PositiveSmallIntegerField(_("round"))
    currency = models.CharField(_("currency"), max_length=3)
    amount_minor = models.BigIntegerField(_("what is split"))
    to_client_minor = models.BigIntegerField(_("goes to the client"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    at = models.DateTimeField(_("offered"), default=clock.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("split offer")
        verbose_name_plural = _("split offers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "accepted", "declined", "lapsed"]), name="split_status_known"
            ),
            # Each side has one word in each round.
            models.UniqueConstraint(fields=["dispute", "offered_by", "round"], name="split_once_per_round"),
            # The last word on two that are accepted at once.
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(status="accepted"), name="split_one_accepted_per_dispute"
            ),
            models.CheckConstraint(
                condition=Q(to_client_minor__gte=0, to_client_minor__lte=F("amount_minor")),
                name="split_is_a_part",
            ),
            models.CheckConstraint(
                condition=Q(status="open", answered_at__isnull=True)
                | (~Q(status="open") & Q(answered_at__isnull=False)),
                name="split_answered_at_with_status",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to_client} / {self.to_creator}"

    @property
    def to_client(self) -> Money:
        return Money(self.to_client_minor, self.currency)

    @property
    def to_creator(self) -> Money:
        """The fee still in it."""
        return Money(self.amount_minor - self.to_client_minor, self.currency)
