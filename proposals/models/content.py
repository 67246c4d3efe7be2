"""What stands in a proposal, and what either side keeps beside it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.models import JobQuestion
from proposals.models.proposal import Proposal
from reelbyte.models import PublicIdModel, TimestampedModel
from reelbyte.money import Money
from reelbyte.storages import private_storage


class ProposalMilestone(models.Model):
    """A part of the work, with its part of the price. The parts sum to the proposal's price and days."""

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposal"), on_delete=models.CASCADE, related_name="milestones"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=120)
    amount_minor = models.BigIntegerField(_("price"), help_text=_("In minor units of the proposal's currency."))
    days = models.PositiveSmallIntegerField(_("days to deliver"))

    class Meta:
        verbose_name = _("milestone of a proposal")
        verbose_name_plural = _("milestones of proposals")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="proposal_milestone_once_per_position"),
            # What is worth a milestone has a price and takes time.
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, days__gt=0) & ~Q(title=""), name="proposal_milestone_is_work"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.proposal.currency)


class ProposalAnswer(models.Model):
    """To a screening question. Keeps its own copy of the words: a question may change or go."""

    proposal = models.ForeignKey(Proposal, verbose_name=_("proposal"), on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        JobQuestion, verbose_name=_("question"), null=True, on_delete=models.SET_NULL, related_name="answers"
    )
    question_text = models.CharField(_("as it was asked"), max_length=200)
    text = models.TextField(_("answer"), max_length=1_000, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["position", "id"]
        constraints = [
            # A question is answered once; a question that has gone is NULL, and NULLs do not collide.
            models.UniqueConstraint(fields=["proposal", "question"], name="proposal_answer_once"),
        ]

    def __str__(self) -> str:
        return self.question_text


class ProposalFile(PublicIdModel):
    """An attachment (picture, PDF, text). Private: for the creator and the job's client.

    It stays for the versions it was sent with: an edit takes a file out of the next version, never out of the last.
    """

    proposal = models.ForeignKey(Proposal, verbose_name=_("proposal"), on_delete=models.PROTECT, related_name="files")
    # The key is made here: what a person called their file is kept in a column and never in a path.
    file = models.FileField(_("file"), storage=private_storage, max_length=200)
    kind = models.CharField(_("kind"), max_length=10)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("content type"), max_length=60)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    since = models.PositiveSmallIntegerField(_("since version"), default=1)
    until = models.PositiveSmallIntegerField(_("not since version"), null=True, blank=True)

    class Meta:
        verbose_name = _("attachment of a proposal")
        verbose_name_plural = _("attachments of proposals")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["image", "pdf", "text"]), name="proposal_file_kind_known"),
            # A row is there for its file.
            models.CheckConstraint(condition=~Q(file=""), name="proposal_file_has_key"),
            # It was sent with one version at least.
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="proposal_file_in_a_version"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where the two of them get it."""
        return reverse("proposals:file-detail", args=[self.public_id])

    def is_in(self, version: int) -> bool:
        """Whether it was sent with that version."""
        return self.since <= version and (self.until is None or version < self.until)


class ProposalTemplate(PublicIdModel, TimestampedModel):
    """A cover letter that a creator begins from. Nobody else sees it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.CASCADE, related_name="proposal_templates"
    )
    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("letter"), max_length=5_000)

    class Meta:
        verbose_name = _("template of a cover letter")
        verbose_name_plural = _("templates of cover letters")
        ordering = ["name", "id"]
        constraints = [
            # Two of a name could not be told apart in the menu.
            models.UniqueConstraint(fields=["owner", "name"], name="proposal_template_name_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(text=""), name="proposal_template_says_something"),
        ]

    def __str__(self) -> str:
        return self.name


class PrivateNote(models.Model):
    """What a client notes about a proposal for themselves. The creator never sees it."""

    proposal = models.ForeignKey(Proposal, verbose_name=_("proposal"), on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("note"), max_length=2_000)
    updated_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("private note")
        verbose_name_plural = _("private notes")
        constraints = [
            # One sheet of paper each; an empty one is thrown away.
            models.UniqueConstraint(fields=["proposal", "author"], name="proposal_note_once"),
            models.CheckConstraint(condition=~Q(text=""), name="proposal_note_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
