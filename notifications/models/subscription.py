"""A browser that lets itself be woken."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel


class PushSubscription(PublicIdModel):
    """What a browser gave us to reach it by (RFC 8030): who knows the endpoint and both keys can write to it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="push_subscriptions",
    )
    endpoint = models.CharField(_("endpoint"), max_length=1_000)
    p256dh = models.CharField(_("browser's public key"), max_length=100)  # base64url, 65 bytes
    auth = models.CharField(_("shared secret"), max_length=40)  # base64url, 16 bytes
    label = models.CharField(_("device"), max_length=80, blank=True)  # "Firefox on Android"
    session = models.CharField(_("session"), max_length=64, blank=True)  # hashed: it ends with its session
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    last_sent_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("device for push")
        verbose_name_plural = _("devices for push")
        constraints = [
            # A browser is one person's: who signs in there next takes it over, and nobody reads another's notices.
            models.UniqueConstraint(fields=["endpoint"], name="push_subscription_once"),
        ]

    @property
    def fingerprint(self) -> str:
        """By which a browser finds its own row on the page, without its address standing there."""
        return sha256(self.endpoint.encode()).hexdigest()

    def __str__(self) -> str:
        return self.label or str(_("A browser"))
