"""Is somebody who they say they are? A document and a face, looked at by staff."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel


def new_folder() -> str:
    """Where the two files of a check lie: a name made here, of which nothing can be guessed."""
    return f"identity/{uuid4().hex}"


class IdentityCheck(PublicIdModel):
    """One submission. The files are encrypted (`reelbyte.vault`) in the private storage, and go before the row does.

    `folder` is empty once they are gone. What was decided stays.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        EXPIRED = "expired", _("Expired")

    class Document(models.TextChoices):
        PASSPORT = "passport", _("Passport")
        ID_CARD = "id_card", _("Identity card")
        LICENCE = "licence", _("Driving licence")

    class File(models.TextChoices):
        """The files there are, by their name in the folder."""

        DOCUMENT = "document", _("Document")
        SELFIE = "selfie", _("Selfie")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="identity_checks"
    )
    document = models.CharField(_("document"), max_length=10, choices=Document)
    country = models.CharField(_("issued by"), max_length=2)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    folder = models.CharField(_("folder"), max_length=60, blank=True, default=new_folder, editable=False)
    created_at = models.DateTimeField(_("submitted"), default=clock.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    files_until = models.DateTimeField(_("files kept until"), null=True, blank=True)
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("identity check")
        verbose_name_plural = _("identity checks")
        permissions = [("decide_identitycheck", _("May look at identity files and decide"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "approved", "rejected", "expired"]), name="identity_status_known"
            ),
            # Sent twice by a double click, or again while staff look: the first one counts.
            models.UniqueConstraint(fields=["user"], condition=Q(status="waiting"), name="identity_one_waiting"),
            # "Is this person verified?" has one answer.
            models.UniqueConstraint(fields=["user"], condition=Q(status="approved"), name="identity_one_approved"),
            # A decision has a moment, and from it the files have an end.
            models.CheckConstraint(
                condition=Q(status="waiting", decided_at__isnull=True, files_until__isnull=True)
                | Q(~Q(status="waiting"), decided_at__isnull=False, files_until__isnull=False),
                name="identity_decided_dated",
            ),
            # Nobody is verified for ever, and nobody who was not approved has a term.
            models.CheckConstraint(
                condition=Q(status__in=["approved", "expired"], valid_until__isnull=False)
                | Q(status__in=["waiting", "rejected"], valid_until__isnull=True),
                name="identity_valid_until_approved",
            ),
            # A person refused without a word cannot do better.
            models.CheckConstraint(condition=~Q(status="rejected", reason=""), name="identity_rejected_with_reason"),
        ]
        indexes = [
            models.Index(fields=["files_until"], condition=~Q(folder=""), name="identity_files_due"),
            models.Index(fields=["valid_until"], condition=Q(status="approved"), name="identity_valid_due"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_status_display()})"

    @property
    def has_files(self) -> bool:
        """Whether the two files are still kept."""
        return bool(self.folder)

    def key(self, name: str) -> str:
        """Where the file `name` (see `File`) lies in the private storage."""
        return f"{self.folder}/{self.File(name).value}.sealed"
