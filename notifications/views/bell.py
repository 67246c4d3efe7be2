"""The bell and what is behind it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import member_required
from notifications import queries
from notifications.access import notification_for
from notifications.actions.read import read as mark_read
from notifications.actions.read import read_all as mark_all_read
from notifications.filters import HistoryFilter
from reelbyte.pagination import paginate

PAGE_SIZE = 20
LATEST = 5  # behind the bell


@require_GET
@member_required
def notification_list(request: HttpRequest) -> HttpResponse:
    """Everything, newest first, by group and unread; htmx asks for the next page's rows."""
    filters = HistoryFilter(request.GET)
    rows = filters.narrow(queries.listed(request.user.pk))
    page = paginate(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor"), size=PAGE_SIZE)
    template = "notifications/list.html"
    if request.htmx:
        template += "#rows" if "cursor" in request.GET else "#whole"
    return render(request, template, {"page": page, "filters": filters})


@require_GET
@member_required
@never_cache
def bell(request: HttpRequest) -> HttpResponse:
    """The number on the bell, and the newest few: what its menu opens with."""
    latest = queries.listed(request.user.pk).order_by("-created_at", "-id")[:LATEST]
    return render(request, "notifications/bell.html", {"latest": latest})


@require_POST
@member_required
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark one as read and go where it leads; htmx stays and gets the row back."""
    notification = notification_for(request.user, public_id)
    mark_read(notification)
    if not request.htmx:
        return redirect(notification.url)
    notification.refresh_from_db()
    return render(request, "notifications/list.html#row", {"notification": notification})


@require_POST
@member_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    mark_all_read(request.user)
    if not request.htmx:
        return redirect("notifications:notification-list")
    rows = queries.listed(request.user.pk)
    page = paginate(rows, order=("-created_at", "-id"), cursor=None, size=PAGE_SIZE)
    return render(request, "notifications/list.html#whole", {"page": page, "filters": HistoryFilter({})})
