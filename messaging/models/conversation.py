"""A conversation and the people in it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel

if TYPE_CHECKING:
    from accounts.models import User


class Conversation(PublicIdModel):
    """One talk of the same people about one subject. `last_seq` only moves under this row's lock."""

    people_key = models.CharField(_("people"), max_length=200, editable=False)
    subject = models.CharField(_("subject"), max_length=120)
    subject_label = models.CharField(_("about"), max_length=200, blank=True)
    url = models.CharField(_("address of the subject"), max_length=300, blank=True)
    last_seq = models.PositiveBigIntegerField(_("last number"), default=0)
    last_message = models.ForeignKey(
        "messaging.Message",
        verbose_name=_("last message"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            # The same people talk about the same thing in one place, however often they are brought together.
            models.UniqueConstraint(fields=["people_key", "subject"], name="conversation_once_per_subject"),
        ]

    def __str__(self) -> str:
        return self.subject_label or self.subject

    @staticmethod
    def key_for(people: Iterable["User"]) -> str:
        """The same text for the same people in any order."""
        return ":".join(str(pk) for pk in sorted({person.pk for person in people}))

    @property
    def group(self) -> str:
        """The channel layer's name for everybody who has this open."""
        return f"conversation.{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("messaging:conversation-detail", args=[self.public_id])


class Participant(models.Model):
    """A person's seat in a conversation: how far they have read, and how they keep it.

    `last_seq` and `last_at` repeat the conversation's, written under its lock, so that a list of
    conversations and the number of unread messages are each one index range.
    """

    conversation = models.ForeignKey(
        Conversation, verbose_name=_("conversation"), on_delete=models.CASCADE, related_name="participants"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="seats"
    )
    last_seq = models.PositiveBigIntegerField(_("last number"), default=0)
    last_at = models.DateTimeField(_("last message"), default=clock.now)
    last_read_seq = models.PositiveBigIntegerField(_("read up to"), default=0)
    last_read_at = models.DateTimeField(_("read"), null=True, blank=True)
    # Since when it is out of the way, until somebody else says something in it.
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    # Since when its messages are counted and shown, but told nowhere else.
    muted_at = models.DateTimeField(_("muted"), null=True, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            # One seat a person.
            models.UniqueConstraint(fields=["conversation", "user"], name="participant_once"),
            # Nobody has read what was not written.
            models.CheckConstraint(condition=Q(last_read_seq__lte=F("last_seq")), name="participant_read_written"),
        ]
        indexes = [
            models.Index(fields=["user", "-last_at", "-id"], name="participant_inbox"),
            models.Index(fields=["user"], condition=Q(last_read_seq__lt=F("last_seq")), name="participant_unread"),
            models.Index(
                fields=["user", "-last_at", "-id"], condition=Q(archived_at__isnull=False), name="participant_archived"
            ),
            # What the mail about unread messages sweeps.
            models.Index(fields=["last_at"], condition=Q(last_read_seq__lt=F("last_seq")), name="participant_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.conversation}"

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def is_muted(self) -> bool:
        return self.muted_at is not None

    @property
    def unread(self) -> int:
        """How many messages wait for this person."""
        return self.last_seq - self.last_read_seq
