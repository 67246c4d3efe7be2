"""Reporting something, and appealing against what staff did."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import member_required
from moderation import appealing, targets
from moderation.actions.appeal import appeal
from moderation.actions.report import report
from moderation.forms import AppealForm, ReportForm


@require_http_methods(["GET", "POST"])
@member_required
def report_create(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """What the person may see can be reported, and nothing else."""
    target = targets.get(kind)
    try:
        thing = target.find(ref, request.user) if target is not None else None
    except ValidationError:  # no id at all
        thing = None
    if target is None or thing is None:
        raise Http404
    back = target.url(thing) or "/"
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        report(request.user, target, thing, **form.cleaned_data)
        messages.success(request, _("Thank you. Our staff look at it."))
        return redirect(back)
    context = {"form": form, "label": target.label, "title": target.title(thing)[:120], "back": back}
    return render(request, "moderation/report.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@never_cache
def appeal_create(request: HttpRequest, token: str) -> HttpResponse:
    """By the signed link, since who is suspended cannot sign in. What was decided is read here, too."""
    sanction = appealing.read(token)
    if sanction is None:
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        appeal(sanction, text=form.cleaned_data["text"])
        return redirect(request.path)
    context = {"sanction": sanction, "form": form}
    return render(request, "moderation/appeal.html", context, status=422 if request.method == "POST" else 200)
