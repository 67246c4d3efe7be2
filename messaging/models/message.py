"""A message: what a person wrote, or a card by which the product tells what happened."""

from datetime import datetime

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from messaging.models.conversation import Conversation
from reelbyte import clock, policy


class Message(models.Model):
    """Number `seq` of its conversation: 1, 2, 3, without gaps, in the order of commits."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        CARD = "card", _("card")
        SYSTEM = "system", _("system line")

    conversation = models.ForeignKey(
        Conversation, verbose_name=_("conversation"), on_delete=models.PROTECT, related_name="messages"
    )
    seq = models.PositiveBigIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sender"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="messages",
    )
    client_id = models.UUIDField(_("client's id"), null=True, blank=True, editable=False)
    text = models.TextField(_("text"), blank=True)
    card_kind = models.CharField(_("card"), max_length=80, blank=True)
    card_ref = models.CharField(_("card's reference"), max_length=80, blank=True)
    context = models.JSONField(_("context"), default=dict, blank=True)
    # Within the same conversation by construction: a number, not a key.
    answers = models.PositiveBigIntegerField(_("answers number"), null=True, blank=True)
    # The conversation's last number when this was last redrawn for whoever has it: who has everything up to n lacks
    # what changed at n or later. `changes` tells two changes at one number apart.
    changed_seq = models.PositiveBigIntegerField(_("changed at number"), default=0, editable=False)
    changes = models.PositiveIntegerField(_("times changed"), default=0, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        permissions = [("read_messages", _("May read what people wrote to each other"))]
        constraints = [
            # The order of a conversation: no two messages in one place.
            models.UniqueConstraint(fields=["conversation", "seq"], name="message_seq_once"),
            # A message sent again because its answer was lost is the same message.
            models.UniqueConstraint(
                fields=["sender", "client_id"], condition=Q(client_id__isnull=False), name="message_client_id_once"
            ),
            # One event is told once.
            models.UniqueConstraint(
                fields=["conversation", "card_kind", "card_ref"], condition=Q(kind="card"), name="message_card_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=["text", "card", "system"]), name="message_kind_known"),
            models.CheckConstraint(condition=Q(seq__gt=0), name="message_seq_positive"),
            # What a person wrote has a writer and the id their browser gave it; a card says which.
            models.CheckConstraint(
                condition=~Q(kind="text") | Q(sender__isnull=False, client_id__isnull=False),
                name="message_text_has_sender",
            ),
            models.CheckConstraint(
                condition=(Q(kind="card") & ~Q(card_kind="")) | (~Q(kind="card") & Q(card_kind="")),
                name="message_card_named",
            ),
            # One answers what was said before; cards answer nothing.
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(kind="text", answers__gt=0, answers__lt=F("seq")),
                name="message_answers_earlier",
            ),
            # What was changed has its place in the order of changes, and only that.
            models.CheckConstraint(
                condition=Q(changes=0, changed_seq=0) | Q(changes__gt=0, changed_seq__gte=F("seq")),
                name="message_change_counted",
            ),
            # Only what people wrote is edited or deleted.
            models.CheckConstraint(
                condition=Q(kind="text") | Q(edited_at__isnull=True, deleted_at__isnull=True),
                name="message_only_text_edited",
            ),
            # A tombstone says nothing any more.
            models.CheckConstraint(condition=Q(deleted_at__isnull=True) | Q(text=""), name="message_deleted_is_silent"),
        ]
        indexes = [
            models.Index(fields=["sender", "-created_at"], name="message_by_sender"),
            # What changed since somebody last looked.
            models.Index(fields=["conversation", "changed_seq"], condition=Q(changes__gt=0), name="message_changed"),
            # The words of one's own conversations: both in one index, so that a word of many is looked for in few.
            GinIndex(
                fields=["conversation", "text"],
                opclasses=["int8_ops", "gin_trgm_ops"],
                condition=Q(kind="text"),
                name="message_words",
            ),
            # What replies point at.
            models.Index(
                fields=["conversation", "answers"], condition=Q(answers__isnull=False), name="message_answers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} #{self.seq}"

    @property
    def dom_id(self) -> str:
        """The id of its bubble on a page."""
        return f"msg-{self.seq}"

    @property
    def ref(self) -> str:
        """How a report names it: <conversation>.<number>."""
        return f"{self.conversation.public_id}.{self.seq}"

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def may_change_until(self) -> datetime:
        """Until when its writer may edit or delete it."""
        return self.created_at + policy.MESSAGE_EDIT


class EarlierText(models.Model):
    """What a message said before it was edited or deleted, for staff.

    Append-only: a trigger refuses UPDATE and DELETE.
    """

    class Reason(models.TextChoices):
        EDITED = "edited", _("edited")
        DELETED = "deleted", _("deleted")

    message = models.ForeignKey(
        Message, verbose_name=_("message"), on_delete=models.PROTECT, related_name="earlier_texts"
    )
    text = models.TextField(_("text"), blank=True)
    reason = models.CharField(_("why it went"), max_length=10, choices=Reason)
    at = models.DateTimeField(_("until"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=["edited", "deleted"]), name="earlier_text_reason_known"),
            # A message is deleted once.
            models.UniqueConstraint(
                fields=["message"], condition=Q(reason="deleted"), name="earlier_text_deleted_once"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.message} · {self.get_reason_display()}"
