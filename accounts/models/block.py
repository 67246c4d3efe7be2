"""One person no longer wants to hear from another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock


class Block(models.Model):
    """Works both ways for seeing and writing; says who asked for it. Live contracts are exempt."""

    blocker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("blocker"),
        on_delete=models.CASCADE,
        related_name="blocks",
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("blocked"),
        on_delete=models.CASCADE,
        related_name="blocked_by",
    )
    created_at = models.DateTimeField(_("since"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            # Asked twice, it is still one block, and one unblock ends it.
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            # Nobody hides from themselves.
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="block_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker} / {self.blocked}"
