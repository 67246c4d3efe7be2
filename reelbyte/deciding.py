"""The base of every desk where staff decide: rows are read there, and each decision calls the action the site calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from reelbyte.admin import ReadOnlyAdmin
from reelbyte.errors import DomainError


class NoteForm(forms.Form):
    """Words that an action may ask for: it says itself when it cannot do without."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=5_000)


@dataclass(frozen=True)
class Decision:
    """`action(staff, row, data)` with what was typed into `form`; without a form it is one click.

    It is offered `when(row)`. The form is a page of its own, with `about` above it; with `here` it stands on the row's
    page, whose template draws it.
    """

    title: Any
    action: Callable[[Any, Any, Mapping[str, Any]], Any]
    form: Callable[..., forms.Form] | None = None
    when: Callable[[Any], bool] = lambda row: True
    about: Any = ""
    here: bool = False


def with_note(
    title: Any, action: Callable[[Any, Any, str], Any], when: Callable[[Any], bool] = lambda row: True
) -> Decision:
    """A decision on the row's own page whose action takes the staff, the row and the words typed there."""
    return Decision(title, lambda staff, row, data: action(staff, row, data["reason"]), NoteForm, when, here=True)


@dataclass(frozen=True)
class Offered:
    """A decision on the page of a row: its address, and its form where it stands there."""

    decision: Decision
    url: str
    form: forms.Form | None


class DecidingAdmin(ReadOnlyAdmin):
    """Whoever has `right` may take `decisions`, named by the end of their address: `<pk>/<name>/`."""

    change_form_template = "admin/deciding/row.html"
    decisions: Mapping[str, Decision] = {}
    right = ""
    told = _("“%(row)s” is decided.")

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Also the permission "decide" of a list's actions."""
        return request.user.has_perm(self.right)

    def form_of(self, name: str, row: Any, data: Any = None) -> forms.Form | None:
        """The form of a decision about `row`; None for one click."""
        form = self.decisions[name].form
        return form(data) if form else None

    def row_for(self, request: HttpRequest, pk: int) -> Any:
        """Load and authorise: the row, for whoever may decide about it."""
        if not self.has_decide_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"<int:pk>/{name}/", self.admin_site.admin_view(partial(self.decide, name=name)), name=self._name(name)
            )
            for name in self.decisions
        ]
        return [*own, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = kwargs["obj"]
        context["may_decide"] = self.has_decide_permission(request)
        context["decisions"] = (
            {name: self._offered(request, name, row) for name, one in self.decisions.items() if one.when(row)}
            if context["may_decide"]
            else {}
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def decide(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """The page of a decision. What was typed wrong comes back where it was typed, with all else that was."""
        row, decision = self.row_for(request, pk), self.decisions[name]
        form = self.form_of(name, row, request.POST if request.method == "POST" else None)
        if request.method == "POST" and (form is None or form.is_valid()):
            self.take(request, row, name, form.cleaned_data if form else {})
            return redirect(f"admin:{self._name('change')}", pk)
        if form is None or (decision.here and request.method != "POST"):
            return redirect(f"admin:{self._name('change')}", pk)
        if decision.here:
            request.undecided = {name: form}  # type: ignore[attr-defined]
            request.method = "GET"  # a row's page itself takes no posts
            response = self.change_view(request, str(pk))
            response.status_code = 422
            return response
        context = {
            **self.admin_site.each_context(request),
            "title": decision.title,
            "decision": decision,
            "row": row,
            "form": form,
            "opts": self.opts,
            "known": self._known(request, row),
        }
        return render(request, "admin/deciding/page.html", context, status=422 if form.errors else 200)

    def _known(self, request: HttpRequest, row: Any) -> AdminForm:
        """The row as its own page prints it, to be read beside the decision."""
        fieldsets = self.get_fieldsets(request, row)
        names = flatten_fieldsets(fieldsets)
        form = self.get_form(request, row, change=True, fields=names)(instance=row)
        shown: list[Any] = list(fieldsets)
        return AdminForm(form, shown, {}, names, model_admin=self)

    def take(self, request: HttpRequest, row: Any, name: str, data: Mapping[str, Any]) -> None:
        """Call the action, and say what became of it."""
        try:
            self.decisions[name].action(request.user, row, data)
        except DomainError as refusal:
            self.message_user(request, f"{row}: {refusal.message}", messages.ERROR)
        else:
            self.message_user(request, self.told % {"row": row}, messages.SUCCESS)

    def take_each(self, request: HttpRequest, rows: QuerySet[Model], name: str) -> None:
        """The same for all rows chosen in the list, with the reason beside its actions."""
        for row in rows:
            self.take(request, row, name, {"reason": request.POST.get("reason", "")})

    def _name(self, end: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{end}"

    def _offered(self, request: HttpRequest, name: str, row: Any) -> Offered:
        form = getattr(request, "undecided", {}).get(name) or self.form_of(name, row)
        return Offered(self.decisions[name], reverse(f"admin:{self._name(name)}", args=[row.pk]), form)
