"""The desks for reports and for sanctions: what waits longest first, decided by one form with a reason."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from moderation import targets
from moderation.actions.appeal import confirm, lift
from moderation.actions.decide_report import dismiss, uphold
from moderation.actions.sanction import sanction
from moderation.forms import AnswerForm, DecisionForm, SanctionForm
from moderation.models import Report, Sanction
from reelbyte import clock
from reelbyte.deciding import DecidingAdmin, Decision


def _is_open(report: Report) -> bool:
    return report.status == Report.Status.OPEN


def _can_go(report: Report) -> bool:
    target = targets.get(report.kind)
    return _is_open(report) and target is not None and target.take_down is not None


def _sanction(staff: User, report: Report, data: Mapping[str, Any]) -> None:
    sanction(staff, report.owner, report=report, **data)


@admin.register(Report)
class ReportAdmin(DecidingAdmin):
    """Open reports first, the oldest on top."""

    right = "moderation.decide_report"
    decisions = {
        "dismissal": Decision(
            _("Dismiss"), lambda staff, row, data: dismiss(row, staff=staff, **data), DecisionForm, _is_open
        ),
        "upholding": Decision(
            _("Uphold"), lambda staff, row, data: uphold(row, staff=staff, **data), DecisionForm, _is_open
        ),
        "removal": Decision(
            _("Uphold and take down"),
            lambda staff, row, data: uphold(row, staff=staff, take_down=True, **data),
            DecisionForm,
            _can_go,
        ),
        "sanction": Decision(_("Sanction the person"), _sanction, SanctionForm),
    }
    list_display = ("title", "kind", "rule", "owner", "reporter", "status", "waiting", "created_at", "decided_by")
    list_filter = ("status", "kind", "rule", "created_at")
    list_select_related = ("owner", "reporter", "decided_by")
    search_fields = ("public_id", "title", "text", "owner__email", "owner__name", "reporter__email")
    date_hierarchy = "created_at"
    ordering = ("decided_at", "created_at")
    fields = (
        "title", "kind", "on_site", "owner", "rule", "text", "reporter", "created_at",
        "status", "decided_by", "decided_at", "decision",
    )  # fmt: skip
    readonly_fields = ("on_site",)

    @admin.display(description=_("waiting"), ordering="created_at")
    def waiting(self, report: Report) -> str:
        return timesince(report.created_at, clock.now()) if report.status == Report.Status.OPEN else ""

    @admin.display(description=_("where it is"))
    def on_site(self, report: Report) -> str:
        target, thing = targets.get(report.kind), report.target
        if target is None or thing is None:
            return "–"
        desk = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
        links: list[tuple[str, Any]] = [(reverse(desk, args=[thing.pk]), _("its desk"))]
        if url := target.url(thing):
            links.insert(0, (url, url))
        return format_html_join(" · ", '<a href="{}">{}</a>', links)


@admin.register(Sanction)
class SanctionAdmin(DecidingAdmin):
    """Appeals first."""

    right = "moderation.decide_appeal"
    decisions = {
        "confirmation": Decision(
            _("It stands"),
            lambda staff, row, data: confirm(row, staff=staff, **data),
            AnswerForm,
            lambda row: row.status == Sanction.Status.APPEALED,
        ),
        "lifting": Decision(
            _("Take it back"),
            lambda staff, row, data: lift(row, staff=staff, **data),
            AnswerForm,
            lambda row: row.status in (Sanction.Status.APPEALED, Sanction.Status.STANDING),
        ),
    }
    list_display = ("user", "kind", "rule", "status", "waiting", "issued_at", "issued_by", "appealed_at", "decided_by")
    list_filter = ("status", "kind", "rule", "issued_at")
    list_select_related = ("user", "issued_by", "decided_by", "report")
    search_fields = ("public_id", "user__email", "user__name", "reason", "appeal")
    date_hierarchy = "issued_at"
    ordering = ("status", "appealed_at", "-id")  # "appealed" is the first of the words

    @admin.display(description=_("waiting"), ordering="appealed_at")
    def waiting(self, row: Sanction) -> str:
        if row.status != Sanction.Status.APPEALED or row.appealed_at is None:
            return ""
        return timesince(row.appealed_at, clock.now())
