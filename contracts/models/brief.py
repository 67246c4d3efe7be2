"""The brief: the gig's questions as they stood at the order, and the client's answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BriefAnswer(models.Model):
    """A question copied from the gig when the order was placed. Unanswered while `answer` is empty."""

    contract = models.ForeignKey(
        "contracts.Contract",
        models.PROTECT,
        related_name="brief",
        verbose_name=_("contract"),
    )
    position = models.PositiveSmallIntegerField(_("position"))
    question = models.CharField(_("question"), max_length=500)
    kind = models.CharField(_("kind"), max_length=20)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    required = models.BooleanField(_("required"), default=True)
    answer = models.TextField(_("answer"), blank=True, max_length=5_000)

    class Meta:
        verbose_name = _("brief answer")
        verbose_name_plural = _("brief answers")
        ordering = ["contract_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "position"], name="brief_answer_once_per_position"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def shown(self) -> str:
        """The answer as it is read."""
        if self.kind == "yes_no":
            return str({"yes": _("Yes"), "no": _("No")}.get(self.answer, ""))
        return self.answer
