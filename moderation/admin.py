"""The desks for reports and for sanctions: what waits longest first, decided by one form with a reason."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
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
from reelbyte.admin import ReadOnlyAdmin
from reelbyte.errors import DomainError


class Deciding(ReadOnlyAdmin):
    """A desk whose rows are decided on pages of their own: `decide(request, pk, name)` with `pages[name]`."""

    pages: dict[str, type[forms.Form]] = {}
    right = ""
    change_form_template = "moderation/admin/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(self._page(name)), name=f"{stem}_{name}")
            for name in self.pages
        ]
        return [*own, *super().get_urls()]

    def open_pages(self, row: Any) -> list[str]:
        """Which of the pages `row` may go through now."""
        raise NotImplementedError

    def act(self, request: HttpRequest, name: str, row: Any, data: dict[str, Any]) -> None:
        """Call the action."""
        raise NotImplementedError

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = kwargs["obj"]
        may = request.user.has_perm(self.right)
        names = self.open_pages(row) if may else []
        stem = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        context["decisions"] = [(f"{stem}_{name}", self.pages[name].title) for name in names]  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)

    def _page(self, name: str) -> Any:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            if not request.user.has_perm(self.right):
                raise PermissionDenied
            row = get_object_or_404(self.get_queryset(request), pk=pk)
            back = redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", pk)
            form = self.pages[name](request.POST or None)
            if request.method == "POST" and form.is_valid():
                try:
                    self.act(request, name, row, form.cleaned_data)
                except DomainError as refusal:
                    self.message_user(request, str(refusal.message), messages.ERROR)
                else:
                    self.message_user(request, _("Done."), messages.SUCCESS)
                return back
            context = {
                **self.admin_site.each_context(request),
                "title": self.pages[name].title,  # type: ignore[attr-defined]
                "row": row,
                "form": form,
                "opts": self.opts,
                "back": back.url,
            }
            return render(request, "moderation/admin/decide.html", context, status=422 if form.errors else 200)

        return view


class Dismissal(DecisionForm):
    title = _("Dismiss")


class Upholding(DecisionForm):
    title = _("Uphold")


class TakingDown(DecisionForm):
    title = _("Uphold and take down")


class Sanctioning(SanctionForm):
    title = _("Sanction the person")


@admin.register(Report)
class ReportAdmin(Deciding):
    """Open reports first, the oldest on top."""

    pages = {"dismissal": Dismissal, "upholding": Upholding, "removal": TakingDown, "sanction": Sanctioning}
    right = "moderation.decide_report"
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

    @admin.display(description=_("on the site"))
    def on_site(self, report: Report) -> str:
        target, thing = targets.get(report.kind), report.target
        return target.url(thing) if target is not None and thing is not None else "–"

    def open_pages(self, row: Any) -> list[str]:
        target = targets.get(row.kind)
        may_take_down = target is not None and target.take_down is not None
        decided = [] if row.status != Report.Status.OPEN else ["dismissal", "upholding"]
        return [*decided, *(["removal"] if decided and may_take_down else []), "sanction"]

    def act(self, request: HttpRequest, name: str, row: Any, data: dict[str, Any]) -> None:
        staff: User = request.user  # type: ignore[assignment]
        if name == "dismissal":
            dismiss(row, staff=staff, **data)
        elif name == "sanction":
            sanction(staff, row.owner, report=row, **data)
        else:
            uphold(row, staff=staff, take_down=name == "removal", **data)


class Confirming(AnswerForm):
    title = _("It stands")


class Lifting(AnswerForm):
    title = _("Take it back")


@admin.register(Sanction)
class SanctionAdmin(Deciding):
    """Appeals first."""

    pages = {"confirmation": Confirming, "lifting": Lifting}
    right = "moderation.decide_appeal"
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

    def open_pages(self, row: Any) -> list[str]:
        return {"appealed": ["confirmation", "lifting"], "standing": ["lifting"]}.get(row.status, [])

    def act(self, request: HttpRequest, name: str, row: Any, data: dict[str, Any]) -> None:
        action = confirm if name == "confirmation" else lift
        action(row, staff=request.user, **data)  # type: ignore[arg-type]
