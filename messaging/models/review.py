"""What seemed to offer a way around ReelByte, and what waits for staff because somebody offered it again and again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from messaging.models.attachment import Attachment
from messaging.models.conversation import Conversation
from messaging.models.message import Message
from reelbyte import clock, policy
from reelbyte.models import PublicIdModel


class HeldMessage(PublicIdModel):
    """What somebody wrote, before it is a message: it has no number, so nobody but its writer knows of it.

    Let through, it becomes the next message of its conversation, numbered then, as if it were written then.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for staff")
        LET_THROUGH = "let_through", _("let through")
        REFUSED = "refused", _("not delivered")

    conversation = models.ForeignKey(
        Conversation, verbose_name=_("conversation"), on_delete=models.PROTECT, related_name="held"
    )
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sender"), on_delete=models.PROTECT, related_name="held_messages"
    )
    client_id = models.UUIDField(_("client's id"), editable=False)
    text = models.TextField(_("text"))
    answers = models.PositiveBigIntegerField(_("answers number"), null=True, blank=True)
    files = models.ManyToManyField(Attachment, verbose_name=_("files"), blank=True, related_name="held")
    kinds = models.CharField(_("what was seen"), max_length=60)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.WAITING)
    held_at = models.DateTimeField(_("held"), default=clock.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    message = models.OneToOneField(
        Message,
        verbose_name=_("became"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="was_held",
    )

    class Meta:
        verbose_name = _("held message")
        verbose_name_plural = _("held messages")
        permissions = [("decide_heldmessage", "Can decide about a held message")]
        constraints = [
            # Sent again because its answer was lost, it is the same.
            models.UniqueConstraint(fields=["sender", "client_id"], name="held_client_id_once"),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "let_through", "refused"]), name="held_status_known"
            ),
            # A decision has its maker and its time.
            models.CheckConstraint(
                condition=Q(status="waiting", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(status="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="held_decided_by_somebody",
            ),
            # Only what was let through was ever delivered.
            models.CheckConstraint(
                condition=Q(status="let_through", message__isnull=False)
                | (~Q(status="let_through") & Q(message__isnull=True)),
                name="held_delivered_when_let_through",
            ),
            # Whoever is refused reads why.
            models.CheckConstraint(condition=~Q(status="refused") | ~Q(reason=""), name="held_refused_with_reason"),
        ]
        indexes = [models.Index(fields=["held_at"], condition=Q(status="waiting"), name="held_queue")]

    def __str__(self) -> str:
        return f"{self.sender} · {self.held_at:%Y-%m-%d %H:%M}"

    @property
    def is_past(self) -> bool:
        """Refused so long ago that its writer only has to find it, not to be told again."""
        return self.decided_at is not None and self.decided_at < clock.now() - policy.CONTACT_WINDOW


class ContactFlag(models.Model):
    """That somebody offered a stranger a way around ReelByte, once. Counted, and shown to nobody but staff."""

    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sender"), on_delete=models.PROTECT, related_name="contact_flags"
    )
    conversation = models.ForeignKey(
        Conversation, verbose_name=_("conversation"), on_delete=models.PROTECT, related_name="+"
    )
    held = models.OneToOneField(
        HeldMessage, verbose_name=_("held"), null=True, blank=True, on_delete=models.PROTECT, related_name="flag"
    )
    kinds = models.CharField(_("what was seen"), max_length=60)
    at = models.DateTimeField(_("seen"), default=clock.now, editable=False)
    # Staff found nothing wrong with it: it counts no more.
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact offered")
        verbose_name_plural = _("contacts offered")
        indexes = [models.Index(fields=["sender", "at"], condition=Q(cleared_at__isnull=True), name="flag_of_sender")]

    def __str__(self) -> str:
        return f"{self.sender} · {self.kinds}"
