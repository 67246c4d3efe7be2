"""What happened, to whom it was told, and by which channels it left."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications import registry
from reelbyte import clock
from reelbyte.models import PublicIdModel


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Notifications as their recipient sees them."""

    def in_app(self) -> "NotificationQuerySet":
        """Those that appear behind the bell."""
        return self.filter(in_app=True)

    def unread(self) -> "NotificationQuerySet":
        return self.in_app().filter(read_at__isnull=True)


class Notification(PublicIdModel):
    """One thing told to one person. `key` names what happened within its kind ("<public_id>:v2")."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recipient"), on_delete=models.CASCADE, related_name="notifications"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("caused by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("key"), max_length=200)
    text = models.CharField(_("text"), max_length=300)
    url = models.CharField(_("page"), max_length=500)
    context = models.JSONField(_("context"), default=dict, blank=True)
    in_app = models.BooleanField(_("behind the bell"), default=True)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            # Nobody is told the same thing twice, however often a task or a webhook is repeated.
            models.UniqueConstraint(fields=["kind", "key", "recipient"], name="notification_once"),
            # A link in a mail of ours leads to a page of ours.
            models.CheckConstraint(condition=Q(url__regex=r"^/([^/\\]|$)"), name="notification_url_local"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notification_list"),
            models.Index(
                fields=["recipient"], condition=Q(read_at__isnull=True, in_app=True), name="notification_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def event(self) -> registry.Event:
        return registry.event(self.kind)

    @property
    def title(self) -> str:
        """What its kind is called; a kind that is registered no more has only its sentence."""
        try:
            return str(self.event.title)
        except KeyError:
            return ""

    @property
    def icon(self) -> str:
        """The lucide name of its group's icon."""
        try:
            return registry.GROUP_ICONS[registry.Group(self.event.group)]
        except KeyError:
            return "bell"

    @property
    def is_unread(self) -> bool:
        return self.read_at is None


class Delivery(models.Model):
    """A notification leaving the site: by mail, or by push to one device.

    `digest` waits for the person's next digest; `pending` with `send_after` is held by their quiet hours.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("waiting")
        DIGEST = "digest", _("waits for the digest")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        SKIPPED = "skipped", _("not sent")

    notification = models.ForeignKey(
        Notification, verbose_name=_("notification"), on_delete=models.CASCADE, related_name="deliveries"
    )
    channel = models.CharField(_("channel"), max_length=10)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    send_after = models.DateTimeField(_("not before"), null=True, blank=True)
    subscription = models.ForeignKey(
        "notifications.PushSubscription",
        verbose_name=_("device"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="deliveries",
    )
    digest = models.ForeignKey(
        "notifications.Digest",
        verbose_name=_("digest"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deliveries",
    )
    changed_at = models.DateTimeField(_("changed"), default=clock.now)

    class Meta:
        verbose_name = _("delivery of a notification")
        verbose_name_plural = _("deliveries of notifications")
        constraints = [
            # Never twice by the same channel, and by push never twice to the same device.
            models.UniqueConstraint(
                fields=["notification", "channel", "subscription"],
                nulls_distinct=False,
                name="notification_delivery_once",
            ),
            # A push goes to a device, a mail to the person.
            models.CheckConstraint(
                condition=Q(channel="email", subscription__isnull=True) | Q(channel="push", subscription__isnull=False),
                name="notification_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["pending", "digest", "sending", "sent", "skipped"]),
                name="notification_delivery_status_known",
            ),
            # Only mails are gathered, and what waits to be gathered is in no digest yet.
            models.CheckConstraint(
                condition=Q(channel="email") | (~Q(status="digest") & Q(digest__isnull=True)),
                name="notification_digest_is_mail",
            ),
        ]
        indexes = [
            models.Index(fields=["notification"], condition=Q(status="digest"), name="notification_for_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.notification}"

    def settle(self, status: "Delivery.Status") -> None:
        """Write where it stands now."""
        self.status, self.changed_at = status, clock.now()
        self.save(update_fields=["status", "changed_at"])
