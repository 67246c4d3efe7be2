"""What people report, what staff decide about it, and what somebody may no longer do."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel


class Rule(models.TextChoices):
    """The rules of the house: what a report says was broken, and what a sanction quotes."""

    OFF_PLATFORM = "off_platform", _("Payment or contact outside ReelByte")
    STOLEN = "stolen", _("Somebody else's work")
    MISLEADING = "misleading", _("Misleading, or not what it says")
    ABUSE = "abuse", _("Abuse, threats or hate")
    INDECENT = "indecent", _("Sexual or violent content")
    SPAM = "spam", _("Spam")
    FRAUD = "fraud", _("Fraud")
    OTHER = "other", _("Something else")


class Report(PublicIdModel):
    """One person's word about one thing. `title` and `owner` are kept: the thing may be gone when staff look."""

    class Status(models.TextChoices):
        OPEN = "open", _("waits for staff")
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")

    kind = models.CharField(_("kind"), max_length=20)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("table"))
    object_id = models.BigIntegerField(_("row"))
    target = GenericForeignKey("content_type", "object_id")
    title = models.CharField(_("what"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports_about", verbose_name=_("whose")
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports_made", verbose_name=_("reported by")
    )
    rule = models.CharField(_("rule"), max_length=20, choices=Rule)
    text = models.TextField(_("what is wrong"), max_length=2_000, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(_("reported"), default=clock.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision = models.TextField(_("decision"), max_length=2_000, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["pk"]
        permissions = [("decide_report", "Can decide a report")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["open", "upheld", "dismissed"]), name="report_status_known"),
            # Saying it again does not make it heavier.
            models.UniqueConstraint(
                fields=["reporter", "content_type", "object_id"],
                condition=Q(status="open"),
                name="report_open_once_per_person",
            ),
            models.CheckConstraint(condition=~Q(reporter=F("owner")), name="report_about_another"),
            # A decision has its maker, its time and its reason; an open report has none.
            models.CheckConstraint(
                condition=Q(status="open", decided_at__isnull=True, decided_by__isnull=True, decision="")
                | (~Q(status="open") & Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision="")),
                name="report_decided_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(status="open"), name="report_queue"),
            models.Index(fields=["content_type", "object_id"], name="report_about"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_rule_display()}"


class Sanction(PublicIdModel):
    """What staff did about a person or a thing of theirs, and by which rule.

    It stands until it is lifted; an appeal may be made once.
    """

    # What can be done about the person; the rest is about what was reported.
    PERSONAL = ("warn", "limit", "suspend", "ban")

    class Kind(models.TextChoices):
        REMOVE = "remove", _("taken down")
        WARN = "warn", _("warning")
        LIMIT = "limit", _("limited to what is under way")
        SUSPEND = "suspend", _("suspended")
        BAN = "ban", _("banned")

    class Status(models.TextChoices):
        STANDING = "standing", _("stands")
        APPEALED = "appealed", _("appealed against")
        CONFIRMED = "confirmed", _("confirmed after an appeal")
        LIFTED = "lifted", _("lifted")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sanctions", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    rule = models.CharField(_("rule"), max_length=20, choices=Rule)
    reason = models.TextField(_("reason"), max_length=2_000)
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="sanctions", verbose_name=_("report")
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued"), default=clock.now, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.STANDING)
    appeal = models.TextField(_("appeal"), max_length=5_000, blank=True)
    appealed_at = models.DateTimeField(_("appealed"), null=True, blank=True)
    answer = models.TextField(_("answer to the appeal"), max_length=2_000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        ordering = ["-pk"]
        permissions = [("decide_appeal", "Can decide an appeal")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["standing", "appealed", "confirmed", "lifted"]), name="sanction_status_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["remove", "warn", "limit", "suspend", "ban"]), name="sanction_kind_known"
            ),
            # The report says what was taken down.
            models.CheckConstraint(condition=~Q(kind="remove") | Q(report__isnull=False), name="sanction_of_something"),
            # Whoever is sanctioned reads why.
            models.CheckConstraint(condition=~Q(reason=""), name="sanction_has_reason"),
            models.CheckConstraint(condition=~Q(user=F("issued_by")), name="sanction_of_another"),
            # An appeal has its words and its time, and nobody confirms what was not appealed against.
            models.CheckConstraint(
                condition=Q(appealed_at__isnull=True, appeal="") | (Q(appealed_at__isnull=False) & ~Q(appeal="")),
                name="sanction_appeal_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["appealed", "confirmed"]) | Q(appealed_at__isnull=False),
                name="sanction_appealed_before_decided",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["standing", "appealed"], decided_at__isnull=True, decided_by__isnull=True)
                | (Q(status__in=["confirmed", "lifted"]) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="sanction_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["appealed_at"], condition=Q(status="appealed"), name="sanction_appeals")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"

    @property
    def what(self) -> str:
        """What was taken down; "" for what was done about the person."""
        return self.report.title if self.report is not None and self.kind == self.Kind.REMOVE else ""

    @property
    def may_appeal(self) -> bool:
        return self.status == self.Status.STANDING
