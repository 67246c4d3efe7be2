"""Identity checks as staff work on them: who waits longest first, files behind a door that notes who opens it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from accounts import identity_files
from accounts.actions.decide_identity import approve_identity, reject_identity
from accounts.models import IdentityCheck
from reelbyte import audit, clock
from reelbyte.admin import ReasonForm
from reelbyte.deciding import DecidingAdmin, with_note
from reelbyte.vault import Unreadable

# Nothing runs in it, nobody keeps it, no other site embeds it.
ALONE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def _waits(check: IdentityCheck) -> bool:
    return check.status == IdentityCheck.Status.WAITING


@admin.register(IdentityCheck)
class IdentityCheckAdmin(DecidingAdmin):
    """Staff with `decide_identitycheck` look and decide; the trail says who has looked at what."""

    right = "accounts.decide_identitycheck"
    decisions = {
        "approval": with_note(_("Approve"), approve_identity, _waits),
        "rejection": with_note(_("Reject"), reject_identity, _waits),
    }
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

    @admin.display(description=_("waiting for"))
    def waiting(self, check: IdentityCheck) -> str:
        return timesince(check.created_at, clock.now()) if _waits(check) else ""

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        files = {"document": self.document, "selfie": self.selfie}
        own = [
            path(f"<int:pk>/{name}/", guarded(page), name=f"accounts_identitycheck_{name}")
            for name, page in files.items()
        ]
        return [*own, *super().get_urls()]

    @admin.action(description=_("Approve: the person is who they say"), permissions=["decide"])
    def approve(self, request: HttpRequest, queryset: QuerySet[IdentityCheck]) -> None:
        self.take_each(request, queryset, "approval")

    @admin.action(description=_("Reject (the person reads the reason)"), permissions=["decide"])
    def reject(self, request: HttpRequest, queryset: QuerySet[IdentityCheck]) -> None:
        self.take_each(request, queryset, "rejection")

    def document(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The picture of the document."""
        return self._file(request, pk, "document")

    def selfie(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The picture of the person."""
        return self._file(request, pk, "selfie")

    def _file(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Unsealed for this one look. By POST: to look is an act, and it is written down first."""
        check = self.row_for(request, pk)
        if request.method != "POST":
            return redirect("admin:accounts_identitycheck_change", pk)
        audit.record(request.user, "accounts.identity_file_viewed", check, file=name)  # type: ignore[arg-type]
        try:
            picture = identity_files.read(check, name)
        except (FileNotFoundError, Unreadable):
            raise Http404 from None
        return HttpResponse(picture, content_type="image/webp", headers=ALONE)
