"""The dispute desk: one page with all that is known, and the decision, which goes through the same action."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from contracts.actions.decide_dispute import decide_dispute
from contracts.disputes import DisputeStatus
from contracts.evidence import Evidence
from contracts.forms import DecisionForm
from contracts.models import Dispute, DisputeFile, DisputeStatement, SplitOffer
from reelbyte import clock
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline
from reelbyte.deciding import DecidingAdmin, Decision


@admin.register(Dispute)
class DisputeAdmin(DecidingAdmin):
    """What waits for a decision first, the oldest of it on top."""

    right = "contracts.decide_dispute"
    told = _("Decided. The money is on its way, and both are told.")
    decisions = {
        "decision": Decision(
            _("Decide"),
            lambda staff, dispute, data: decide_dispute(
                staff, dispute, to_client=data["share"], decision=data["decision"]
            ),
            DecisionForm,
            lambda dispute: dispute.status == DisputeStatus.WITH_STAFF,
            here=True,
        )
    }
    change_form_template = "contracts/admin/dispute.html"
    list_display = ("contract", "reason", "amount", "status", "opened_by", "waiting", "deadline_at", "decided_by")
    list_filter = ("status", "reason", "currency", "opened_at")
    list_select_related = (
        "opened_by",
        "decided_by",
        "milestone__contract__client",
        "milestone__contract__creator",
        "milestone__contract__conversation",
    )
    search_fields = (
        "public_id",
        "milestone__contract__title",
        "milestone__contract__public_id",
        "milestone__contract__client__email",
        "milestone__contract__creator__email",
    )
    date_hierarchy = "opened_at"
    ordering = ("closed_at", "id")

    @admin.display(description=_("contract"), ordering="milestone__contract__title")
    def contract(self, dispute: Dispute) -> str:
        return dispute.milestone.contract.title

    @admin.display(description=_("open for"), ordering="opened_at")
    def waiting(self, dispute: Dispute) -> str:
        return timesince(dispute.opened_at, clock.now()) if dispute.is_live else ""

    def form_of(self, name: str, row: Any, data: Any = None) -> DecisionForm:
        return DecisionForm(row.amount, data)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the evidence."""
        context["evidence"] = Evidence(kwargs["obj"])
        return super().render_change_form(request, context, *args, **kwargs)


class FileInline(ReadOnlyInline):
    model = DisputeFile
    fields = ("name", "size")
    readonly_fields = fields


@admin.register(DisputeStatement)
class DisputeStatementAdmin(ReadOnlyAdmin):
    inlines = (FileInline,)
    list_display = ("at", "dispute", "author", "text")
    list_select_related = ("dispute", "author")
    search_fields = ("text", "author__email", "dispute__public_id")
    ordering = ("-id",)


@admin.register(SplitOffer)
class SplitOfferAdmin(ReadOnlyAdmin):
    list_display = ("at", "dispute", "offered_by", "round", "to_client", "to_creator", "status")
    list_filter = ("status", "round")
    list_select_related = ("dispute", "offered_by")
    search_fields = ("dispute__public_id", "offered_by__email")
    ordering = ("-id",)
