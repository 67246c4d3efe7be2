"""The dispute desk: one page with all that is known, and the decision, which goes through the same action."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from contracts.actions.decide_dispute import decide_dispute
from contracts.disputes import DisputeStatus
from contracts.evidence import Evidence
from contracts.forms import DecisionForm
from contracts.models import Dispute, DisputeFile, DisputeStatement, SplitOffer
from reelbyte import clock
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline
from reelbyte.errors import DomainError


@admin.register(Dispute)
class DisputeAdmin(ReadOnlyAdmin):
    """What waits for a decision first, the oldest of it on top."""

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

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("contracts.decide_dispute")

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("<int:pk>/decision/", guarded(self.decision), name="contracts_dispute_decision"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the evidence; the form of the decision where it is this person's to make."""
        dispute = kwargs["obj"]
        context["evidence"] = Evidence(dispute)
        if self.has_decide_permission(request) and dispute.status == DisputeStatus.WITH_STAFF:
            context["decision_form"] = getattr(request, "decision_form", None) or DecisionForm(dispute.amount)
        return super().render_change_form(request, context, *args, **kwargs)

    def decision(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide; what was typed wrong comes back on the desk, with all else that was typed."""
        if not self.has_decide_permission(request):
            raise PermissionDenied
        dispute: Dispute = get_object_or_404(self.get_queryset(request), pk=pk)  # type: ignore[assignment]
        if request.method != "POST":
            return redirect("admin:contracts_dispute_change", pk)
        form = DecisionForm(dispute.amount, request.POST)
        if not form.is_valid():
            request.decision_form = form  # type: ignore[attr-defined]
            request.method = "GET"  # the desk itself takes no posts
            response = self.change_view(request, str(pk))
            response.status_code = 422
            return response
        try:
            decide_dispute(
                request.user,  # type: ignore[arg-type]
                dispute,
                to_client=form.cleaned_data["share"],
                decision=form.cleaned_data["decision"],
            )
        except DomainError as refusal:
            self.message_user(request, str(refusal.message), messages.ERROR)
        else:
            self.message_user(request, _("Decided. The money is on its way, and both are told."), messages.SUCCESS)
        return redirect("admin:contracts_dispute_change", pk)


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
