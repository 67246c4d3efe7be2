"""A message: what a person wrote, or a card by which the product tells what happened."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from messaging.models.conversation import Conversation
from reelbyte import clock


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
        ]
        indexes = [models.Index(fields=["sender", "-created_at"], name="message_by_sender")]

    def __str__(self) -> str:
        return f"{self.conversation_id} #{self.seq}"

    @property
    def dom_id(self) -> str:
        """The id of its bubble on a page."""
        return f"msg-{self.seq}"
