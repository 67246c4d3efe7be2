"""Prove who one is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from accounts.actions.submit_identity import submit_identity
from accounts.forms.identity import IdentityForm
from accounts.models import IdentityCheck
from reelbyte.errors import DomainError


@require_http_methods(["GET", "POST"])
@member_required
def identity(request: HttpRequest) -> HttpResponse:
    """Where one's check stands, and the form while there is something to send."""
    form = IdentityForm(request.POST or None, request.FILES or None, initial={"country": request.user.country})
    if request.method == "POST" and form.is_valid():
        try:
            submit_identity(request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Sent. Staff look at it, and you will hear from us."))
            return redirect("accounts:identity")
    check = IdentityCheck.objects.filter(user=request.user).order_by("-id").first()
    waiting_or_good = check is not None and check.status in (
        IdentityCheck.Status.WAITING,
        IdentityCheck.Status.APPROVED,
    )
    context = {"form": form, "check": check, "may_send": not waiting_or_good}
    return render(request, "accounts/identity.html", context, status=422 if form.errors else 200)
