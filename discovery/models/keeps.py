"""What people keep of what they watch: likes of films, and creators they follow."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reelbyte import clock


class Like(models.Model):
    """A person likes a film. Their own list of likes is their first list of favourites."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.CASCADE, related_name="likes"
    )
    film = models.ForeignKey(
        "creators.PortfolioItem", verbose_name=_("film"), on_delete=models.CASCADE, related_name="likes"
    )
    at = models.DateTimeField(_("when"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("like")
        verbose_name_plural = _("likes")
        constraints = [
            # Liked is liked: a double tap is one like.
            models.UniqueConstraint(fields=["user", "film"], name="like_once"),
        ]
        indexes = [models.Index(fields=["user", "-id"], name="like_of_user")]

    def __str__(self) -> str:
        return f"{self.user} likes {self.film}"


class Follow(models.Model):
    """A person wants to see what a creator shows next."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.CASCADE, related_name="follows"
    )
    creator = models.ForeignKey(
        "creators.CreatorProfile", verbose_name=_("creator"), on_delete=models.CASCADE, related_name="followers"
    )
    at = models.DateTimeField(_("when"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [models.UniqueConstraint(fields=["user", "creator"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.user} follows {self.creator}"
