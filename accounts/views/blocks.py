"""People one does not want to hear from."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import member_required, safe_next
from accounts.actions.block import block, unblock
from accounts.models import Block, User
from reelbyte.pagination import paginate

PAGE_SIZE = 30


@require_GET
@member_required
def block_list(request: HttpRequest) -> HttpResponse:
    """Whom one has blocked."""
    rows = Block.objects.filter(blocker=request.user).select_related("blocked")
    page = paginate(rows, order=("-created_at", "-id"), cursor=request.GET.get("cursor"), size=PAGE_SIZE)
    template = "accounts/blocks.html#rows" if request.htmx else "accounts/blocks.html"
    return render(request, template, {"page": page})


@require_POST
@member_required
def block_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Block somebody. Also who is hidden already: they may have blocked first, and a talk with them stays."""
    other = get_object_or_404(User.objects.exclude(status=User.Status.CLOSED), public_id=public_id)
    block(request.user, other)
    messages.success(
        request,
        _("You and %(name)s no longer see or write to each other. A contract you share stays open.")
        % {"name": other.display_name},
    )
    return _on(request)


@require_POST
@member_required
def block_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take one's own block back."""
    row = get_object_or_404(Block.objects.select_related("blocked"), blocker=request.user, blocked__public_id=public_id)
    unblock(request.user, row.blocked)
    messages.success(request, _("%(name)s can write to you again.") % {"name": row.blocked.display_name})
    return _on(request)


def _on(request: HttpRequest) -> HttpResponse:
    """A block changes more than a part of a page, the composer and who is seen: load the next one whole."""
    url = safe_next(request, reverse("accounts:block-list"))
    return HttpResponse(status=204, headers={"HX-Redirect": url}) if request.htmx else redirect(url)
