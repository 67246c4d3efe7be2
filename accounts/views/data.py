"""One's data: take it along, or leave."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import member_required, step_up_required
from accounts.actions.delete_account import delete_account, vetoes
from accounts.actions.request_export import request_export
from accounts.forms.data import DeletionForm
from accounts.models import DataExport
from reelbyte.errors import Refused
from reelbyte.storages import private_storage


@require_safe
@member_required
def data(request: HttpRequest) -> HttpResponse:
    """The last export, and the way out."""
    export = DataExport.objects.filter(user=request.user).order_by("-id").first()
    return render(request, "accounts/data.html", {"export": export})


@require_POST
@member_required
@step_up_required
def export_create(request: HttpRequest) -> HttpResponse:
    """Have it put together: by whoever proves again that it is their data."""
    request_export(request.user)
    messages.success(request, _("We put it together. You hear from us when it is ready."))
    return redirect("accounts:data")


@never_cache
@require_safe
@member_required
@step_up_required
def export_download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The file, to its owner, while it is kept."""
    export = get_object_or_404(DataExport, public_id=public_id, user=request.user)
    if not export.is_ready:
        raise Http404
    return FileResponse(
        private_storage().open(export.key, "rb"),
        as_attachment=True,
        filename=f"reelbyte-{export.created_at:%Y-%m-%d}.zip",
        content_type="application/zip",
        headers={"X-Content-Type-Options": "nosniff"},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@step_up_required
def deletion(request: HttpRequest) -> HttpResponse:
    """What stands in the way, or the last question."""
    reasons = vetoes(request.user)
    form = DeletionForm(request.POST or None)
    if request.method == "POST" and not reasons and form.is_valid():
        try:
            delete_account(request.user)
        except Refused:
            return redirect("accounts:deletion")  # something has begun meanwhile: it says what
        logout(request)
        messages.success(request, _("Your account is deleted. Thank you for having been here."))
        return redirect("/")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/deletion.html", {"reasons": reasons, "form": form}, status=status)
