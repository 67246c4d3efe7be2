"""Who sees me, who may write to me."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from accounts.actions.set_privacy import set_privacy
from accounts.forms.privacy import PrivacyForm


@require_http_methods(["GET", "POST"])
@member_required
def privacy(request: HttpRequest) -> HttpResponse:
    """The two choices; what follows from each stands beside it."""
    chosen = {"profile_visibility": request.user.profile_visibility, "contact_from": request.user.contact_from}
    form = PrivacyForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        set_privacy(request.user, visibility=data["profile_visibility"], contact_from=data["contact_from"])
        messages.success(request, _("Saved."))
        return redirect("accounts:privacy")
    return render(request, "accounts/privacy.html", {"form": form}, status=422 if form.errors else 200)
