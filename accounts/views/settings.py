"""Settings: oneself, and the company one hires for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import client_required, member_required
from accounts.actions.edit_profile import edit_client_profile, edit_settings
from accounts.forms.settings import ClientProfileForm, SettingsForm
from accounts.models import ClientProfile, User


@require_http_methods(["GET", "POST"])
@member_required
def settings(request: HttpRequest) -> HttpResponse:
    """Name, picture, time zone, country, roles."""
    # A second instance: a refused form must not rename the person in the page's own bar.
    person = User.objects.get(pk=request.user.pk)
    form = SettingsForm(request.POST or None, request.FILES or None, instance=person)
    if request.method == "POST" and form.is_valid():
        edit_settings(request.user, form)
        messages.success(request, _("Saved."))
        return redirect("accounts:settings")
    status = 422 if form.errors else 200
    return render(request, "accounts/settings.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@client_required
def client_profile_edit(request: HttpRequest) -> HttpResponse:
    """Who hires."""
    profile = ClientProfile.objects.filter(user=request.user).first()
    form = ClientProfileForm(request.POST or None, request.FILES or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        edit_client_profile(request.user, form)
        messages.success(request, _("Saved."))
        return redirect("accounts:client-profile-edit")
    status = 422 if form.errors else 200
    return render(request, "accounts/client_profile.html", {"form": form, "profile": profile}, status=status)
