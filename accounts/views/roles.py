"""Hats, and the checklist of each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import onboarding as checklist
from accounts.access import member_required, safe_next
from accounts.actions.switch_role import add_role, switch_role


@require_POST
@member_required
def role_switch(request: HttpRequest) -> HttpResponse:
    """Act as `role` from now on."""
    switch_role(request.user, request.POST.get("role", ""))
    return _onwards(request, safe_next(request))


@require_POST
@member_required
def role_add(request: HttpRequest) -> HttpResponse:
    """Be a `role` as well."""
    add_role(request.user, request.POST.get("role", ""))
    creator = request.user.acts_as_creator
    messages.success(request, _("You are a creator now.") if creator else _("You are a client now."))
    return _onwards(request, safe_next(request, "/welcome/"))


@require_GET
@member_required
def onboarding(request: HttpRequest) -> HttpResponse:
    """What is left to do, for the hat one wears."""
    items = checklist.checklist(request.user, request.user.active_role)
    done = sum(item.done for item in items)
    following = next((item for item in items if not item.done), None)
    context = {"items": items, "done": done, "percent": 100 * done // (len(items) or 1), "following": following}
    return render(request, "accounts/onboarding.html", context)


def _onwards(request: HttpRequest, url: str) -> HttpResponse:
    """A role changes the whole page, bar included: htmx loads it anew."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
