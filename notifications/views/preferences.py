"""How somebody wants to be told."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from notifications import queries
from notifications.access import device_for
from notifications.actions.choose import choose, set_schedule, switch
from notifications.actions.subscribe import subscribe, unsubscribe
from notifications.forms import ChoicesForm, PushForm, ScheduleForm, SwitchForm
from notifications.models import Schedule
from notifications.push import keys
from notifications.table import table
from reelbyte.devices import described

PAGE = "notifications/preferences.html"


@require_http_methods(["GET", "POST"])
@member_required
def preferences(request: HttpRequest) -> HttpResponse:
    """The table of kinds and channels, the hours, the devices. Posted, the table is saved."""
    if request.method == "POST":
        form = ChoicesForm(request.POST)
        if form.is_valid():
            choose(request.user, form.cleaned_data["on"])
            messages.success(request, _("Saved."))
        return _answer(request, "table", status=200 if form.is_valid() else 422)
    return render(request, PAGE, _context(request))


@require_POST
@member_required
def preference_switch(request: HttpRequest) -> HttpResponse:
    """A channel on or off for a whole group."""
    form = SwitchForm(request.POST)
    if form.is_valid():
        about, channel, is_on = (form.cleaned_data[name] for name in ("about", "channel", "is_on"))
        switch(request.user, about, channel, is_on)
        messages.success(request, _("Saved."))
    return _answer(request, "table", status=200 if form.is_valid() else 422)


@require_POST
@member_required
def schedule(request: HttpRequest) -> HttpResponse:
    """Digest and quiet hours."""
    form = ScheduleForm(request.POST, instance=queries.schedule_of(request.user))
    if form.is_valid():
        set_schedule(form.save(commit=False))
        messages.success(request, _("Saved."))
        return _answer(request, "hours")
    if request.htmx:
        return render(request, f"{PAGE}#hours", {"schedule_form": form}, status=422)
    return render(request, PAGE, _context(request, schedule_form=form), status=422)


@require_POST
@member_required
def push_create(request: HttpRequest) -> HttpResponse:
    """This browser may be woken: what its PushSubscription says."""
    form = PushForm(request.POST)
    if form.is_valid() and keys.is_offered():
        label = described(request.headers.get("User-Agent", ""))
        subscribe(request.user, **form.cleaned_data, label=label, session_key=request.session.session_key or "")
        messages.success(request, _("Push is on in this browser."))
        return _answer(request, "devices")
    messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return _answer(request, "devices", status=422)


@require_POST
@member_required
def push_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of one's browsers is woken no longer."""
    unsubscribe(device_for(request.user, public_id))
    return _answer(request, "devices")


def _answer(request: HttpRequest, part: str, status: int = 200) -> HttpResponse:
    """The part that changed for htmx, the page again for everybody else."""
    if not request.htmx:
        return redirect("notifications:preferences")
    return render(request, f"{PAGE}#{part}", _context(request), status=status)


def _context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    schedule: Schedule = queries.schedule_of(request.user)
    return {
        "table": table(request.user),
        "schedule": schedule,
        "schedule_form": ScheduleForm(instance=schedule),
        "devices": queries.devices_of(request.user.pk),
        "push_key": keys.public_key() if keys.is_offered() else "",
        **more,
    }
