"""The bell and what is behind it."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import member_required
from notifications import mailboxes, queries
from notifications.access import notification_for
from notifications.actions.read import read as mark_read
from notifications.actions.read import read_all as mark_all_read
from reelbyte.pagination import paginate

PAGE_SIZE = 20


@require_GET
@member_required
def notification_list(request: HttpRequest) -> HttpResponse:
    """Everything, newest first; htmx asks for the next page's rows."""
    rows = queries.listed(request.user.pk)
    page = paginate(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor"), size=PAGE_SIZE)
    template = "notifications/list.html#rows" if request.htmx else "notifications/list.html"
    return render(request, template, {"page": page})


@require_GET
@member_required
@never_cache
def bell(request: HttpRequest) -> HttpResponse:
    """The number on the bell, and the newest few: what a page that was away asks for."""
    latest = queries.listed(request.user.pk).order_by("-created_at", "-id")[:5]
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
    return render(request, "notifications/list.html#whole", {"page": page})


@require_GET
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Demo only: every mail the site sent, so that a newcomer can verify an address."""
    _demo_only()
    mails = mailboxes.latest(to=request.GET.get("to", "").strip())
    return render(request, "notifications/mailbox.html", {"mails": mails, "to": request.GET.get("to", "")})


@require_GET
@never_cache
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Demo only: one of them."""
    _demo_only()
    found = mailboxes.find(name)
    if found is None:
        raise Http404
    return render(request, "notifications/mail.html", {"mail": found})


def _demo_only() -> None:
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
