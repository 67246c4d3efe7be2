"""The creator's own page of who they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import creator_required
from creators.access import own_profile
from creators.actions.save_profile import save_profile
from creators.forms import BaseLanguageFormSet, LanguageFormSet, ProfileForm
from creators.rows import forgive, one_more
from reelbyte import policy
from reelbyte.errors import Refused


@creator_required
@require_http_methods(["GET", "POST"])
def profile_edit(request: HttpRequest) -> HttpResponse:
    """GET: the form. POST: save it, or with `add`, the same form with one more row."""
    profile = own_profile(request.user)
    spoken = [{"code": row.code, "level": row.level} for row in profile.languages.all()]
    if request.method == "GET":
        return _page(request, ProfileForm(profile=profile), LanguageFormSet(initial=spoken, prefix="languages"))
    if "add" in request.POST:
        data = one_more(request.POST, "languages", policy.LANGUAGES_MAXIMUM)
        form, languages = ProfileForm(data, profile=profile), LanguageFormSet(data, prefix="languages")
        forgive([form, languages])
        return _page(request, form, languages)
    form = ProfileForm(request.POST, profile=profile)
    languages = LanguageFormSet(request.POST, prefix="languages")
    if form.is_valid() and languages.is_valid():
        try:
            save_profile(profile, form.content(languages.spoken))
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect("creators:profile-edit")
    return _page(request, form, languages, status=422)


def _page(
    request: HttpRequest, form: ProfileForm, languages: BaseLanguageFormSet, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "languages": languages, "profile": form.profile}
    return render(request, "creators/profile_edit.html", context, status=status)
