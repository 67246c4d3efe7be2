"""What happened to a contract: who, what, from, to, when. Append-only."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reelbyte import clock
from reelbyte.models import PublicIdModel


class ContractEvent(PublicIdModel):
    """A line of the room's timeline. A trigger refuses UPDATE and DELETE."""

    contract = models.ForeignKey(
        "contracts.Contract",
        models.PROTECT,
        related_name="events",
        verbose_name=_("contract"),
    )
    milestone = models.ForeignKey(
        "contracts.Milestone",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("milestone"),
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("actor"),
    )
    kind = models.CharField(_("what"), max_length=40)
    from_status = models.CharField(_("from"), max_length=20, blank=True)
    to_status = models.CharField(_("to"), max_length=20, blank=True)
    data = models.JSONField(_("details"), default=dict, blank=True)
    at = models.DateTimeField(_("at"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("contract event")
        verbose_name_plural = _("contract events")
        ordering = ["contract_id", "-pk"]
        indexes = [models.Index(fields=["contract", "-id"], name="contract_event_timeline")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.kind

    @property
    def extra(self) -> dict[str, Any]:
        return self.data
