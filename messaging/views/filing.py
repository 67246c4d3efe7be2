"""How somebody keeps a conversation: out of the way, or silent. Theirs alone; the other sees nothing of it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import member_required, safe_next
from accounts.models import User
from messaging import queries
from messaging.access import conversation_for
from messaging.actions.archive import archive, unarchive
from messaging.actions.mute import mute, unmute
from messaging.models import Conversation


@require_POST
@member_required
def archiving_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put it out of the way."""
    return _kept(request, public_id, archive, _("Archived. It comes back with the next message to you."))


@require_POST
@member_required
def archiving_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take it back into the list."""
    return _kept(request, public_id, unarchive, _("It is back in your list."))


@require_POST
@member_required
def muting_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Be told nothing about its messages."""
    return _kept(request, public_id, mute, _("Muted. Messages are counted, and told nowhere else."))


@require_POST
@member_required
def muting_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Be told again."""
    return _kept(request, public_id, unmute, _("You are told about new messages again."))


def _kept(request: HttpRequest, public_id: UUID, keep: Callable[[Conversation, User], bool], said: str) -> HttpResponse:
    """htmx gets the buttons as they are now, a plain form the page again."""
    user: User = request.user  # type: ignore[assignment]
    conversation = conversation_for(user, public_id)
    if keep(conversation, user):
        messages.success(request, said)
    if not request.htmx:
        return redirect(safe_next(request, conversation.get_absolute_url()))
    return render(request, "messaging/filing.html", {"thread": queries.seats(user, conversation)})
