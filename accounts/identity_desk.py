"""Identity checks as staff work on them: who waits longest first, files behind a door that notes who opens it."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from accounts import identity_files
from accounts.actions.decide_identity import approve_identity, reject_identity
from accounts.models import IdentityCheck
from reelbyte import audit, clock
from reelbyte.admin import ReadOnlyAdmin, ReasonForm
from reelbyte.errors import DomainError
from reelbyte.vault import Unreadable

# Nothing runs in it, nobody keeps it, no other site embeds it.
ALONE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@admin.register(IdentityCheck)
class IdentityCheckAdmin(ReadOnlyAdmin):
    """Staff with `decide_identitycheck` look and decide; the trail says who has looked at what."""

    change_form_template = "accounts/admin/identity_check.html"
    list_display = ("user", "document", "country", "status", "waiting", "created_at", "decided_by", "files_until")
    list_filter = ("status", "document", "created_at")
    list_select_related = ("user", "decided_by")
    search_fields = ("user__email", "user__name", "public_id")
    ordering = ("-status", "created_at")  # "waiting" is the last of the words
    date_hierarchy = "created_at"
    fields = (
        "public_id", "user", "document", "country", "status", "created_at",
        "decided_at", "decided_by", "reason", "valid_until", "files_until",
    )  # fmt: skip
    readonly_fields = ("public_id",)
    actions = ("approve", "reject")
    action_form = ReasonForm

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.decide_identitycheck")

    @admin.display(description=_("waiting for"))
    def waiting(self, check: IdentityCheck) -> str:
        waits = check.status == IdentityCheck.Status.WAITING
        return timesince(check.created_at, clock.now()) if waits else ""

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "document": self.document,
            "selfie": self.selfie,
            "approval": self.approval,
            "rejection": self.rejection,
        }
        guarded = self.admin_site.admin_view
        return [
            *(
                path(f"<int:pk>/{name}/", guarded(page), name=f"accounts_identitycheck_{name}")
                for name, page in pages.items()
            ),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        context = {**(extra_context or {}), "may_decide": self.has_decide_permission(request)}
        return super().change_view(request, object_id, form_url, context)

    @admin.action(description=_("Approve: the person is who they say"), permissions=["decide"])
    def approve(self, request: HttpRequest, queryset: QuerySet[IdentityCheck]) -> None:
        for check in queryset:
            self._decide(request, check, approve_identity)

    @admin.action(description=_("Reject (the person reads the reason)"), permissions=["decide"])
    def reject(self, request: HttpRequest, queryset: QuerySet[IdentityCheck]) -> None:
        for check in queryset:
            self._decide(request, check, reject_identity)

    def document(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The picture of the document."""
        return self._file(request, pk, "document")

    def selfie(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The picture of the person."""
        return self._file(request, pk, "selfie")

    def approval(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One click."""
        return self._decided(request, pk, approve_identity)

    def rejection(self, request: HttpRequest, pk: int) -> HttpResponse:
        """With the reason that the person reads."""
        return self._decided(request, pk, reject_identity)

    def _decided(self, request: HttpRequest, pk: int, action: Any) -> HttpResponse:
        check = self._check(request, pk)
        if request.method == "POST":
            self._decide(request, check, action)
        return redirect("admin:accounts_identitycheck_change", pk)

    def _file(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Unsealed for this one look. By POST: to look is an act, and it is written down first."""
        check = self._check(request, pk)
        if request.method != "POST":
            return redirect("admin:accounts_identitycheck_change", pk)
        audit.record(request.user, "accounts.identity_file_viewed", check, file=name)
        try:
            picture = identity_files.read(check, name)
        except (FileNotFoundError, Unreadable):
            raise Http404 from None
        return HttpResponse(picture, content_type="image/webp", headers=ALONE)

    def _check(self, request: HttpRequest, pk: int) -> IdentityCheck:
        if not self.has_decide_permission(request):
            raise PermissionDenied
        return get_object_or_404(IdentityCheck, pk=pk)

    def _decide(self, request: HttpRequest, check: IdentityCheck, action: Any) -> None:
        tell = partial(self.message_user, request)
        try:
            action(request.user, check, request.POST.get("reason", ""))
        except DomainError as refusal:
            tell(f"{check.user}: {refusal.message}", messages.ERROR)
        else:
            tell(_("%(person)s is decided.") % {"person": check.user}, messages.SUCCESS)
