"""Who has agreed to which version of the terms, and when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from support.models.page import PageVersion


class TermsAcceptance(models.Model):
    """Said once for each version. `User.terms_due_at` says from when somebody is to be asked again."""

    class How(models.TextChoices):
        JOINED = "joined", _("on joining")
        ASKED = "asked", _("when asked")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="terms_acceptances"
    )
    version = models.ForeignKey(
        PageVersion, verbose_name=_("version"), on_delete=models.PROTECT, related_name="acceptances"
    )
    how = models.CharField(_("how"), max_length=10, choices=How)
    accepted_at = models.DateTimeField(_("accepted"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("acceptance of the terms")
        verbose_name_plural = _("acceptances of the terms")
        constraints = [
            # Clicked twice, it is one agreement, and its date is the first.
            models.UniqueConstraint(fields=["user", "version"], name="terms_accepted_once"),
            models.CheckConstraint(condition=Q(how__in=["joined", "asked"]), name="terms_how_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} / {self.version}"
