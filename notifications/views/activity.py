"""What happened on everything a person is part of, day by day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import member_required
from notifications import activity


@require_GET
@member_required
def activity_list(request: HttpRequest) -> HttpResponse:
    """Newest first, by source; htmx asks for the next page's days."""
    only = request.GET.get("about", "")
    page = activity.feed(request.user, only=only, cursor=request.GET.get("cursor"))
    template = "notifications/activity.html"
    if request.htmx:
        template += "#rows" if "cursor" in request.GET else "#whole"
    return render(request, template, {"page": page, "sources": activity.tabs(only)})
