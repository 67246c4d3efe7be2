"""Who was asked to bid, and who has agreed to keep quiet."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.models.job import Job
from reelbyte import clock
from reelbyte.models import PublicIdModel


class Invitation(PublicIdModel):
    """A client asks a creator to look at a job. `creator` is the person, as everywhere outside of profiles."""

    class Status(models.TextChoices):
        SENT = "sent", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    job = models.ForeignKey(Job, verbose_name=_("job"), on_delete=models.PROTECT, related_name="invitations")
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("creator"), on_delete=models.PROTECT, related_name="job_invitations"
    )
    message = models.TextField(_("message"), max_length=1_000, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.SENT, editable=False)
    reason = models.CharField(_("why not"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("sent"), default=clock.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["sent", "accepted", "declined"]), name="invite_known"),
            # Nobody is asked twice.
            models.UniqueConstraint(fields=["job", "creator"], name="invite_once_per_creator"),
            # An answer has its time, and only an answer has one.
            models.CheckConstraint(
                condition=Q(status="sent", answered_at__isnull=True) | ~Q(status="sent") & Q(answered_at__isnull=False),
                name="invite_answered_when",
            ),
            models.CheckConstraint(condition=Q(status="declined") | Q(reason=""), name="invite_reason_of_no"),
        ]
        indexes = [models.Index(fields=["creator", "-id"], name="invite_of_creator")]

    def __str__(self) -> str:
        return f"{self.job}: {self.creator}"


class NdaAcceptance(models.Model):
    """A creator agreed to these words. Append-only: a trigger refuses UPDATE and DELETE."""

    job = models.ForeignKey(Job, verbose_name=_("job"), on_delete=models.PROTECT, related_name="nda_acceptances")
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("creator"), on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveSmallIntegerField(_("wording"))
    text = models.TextField(_("words agreed to"))
    at = models.DateTimeField(_("when"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("NDA acceptance")
        verbose_name_plural = _("NDA acceptances")
        ordering = ["id"]
        constraints = [
            # One agreement to one wording.
            models.UniqueConstraint(fields=["job", "creator", "version"], name="nda_once_per_wording"),
            models.CheckConstraint(condition=~Q(text=""), name="nda_keeps_its_words"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.job}: {self.creator}"
