"""The messages of one conversation: one more, or older ones."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from accounts.access import member_required, safe_next
from messaging import frames, queries
from messaging.access import conversation_for
from messaging.actions.send_message import send_message
from messaging.actions.store_attachment import store_attachment
from messaging.forms import MessageForm
from messaging.rules import check_may_send
from messaging.views.conversations import shown_thread
from reelbyte.errors import Refused


@require_POST
@member_required
def message_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say something. htmx gets the message's own bubble, a plain form the page again."""
    conversation = conversation_for(request.user, public_id)
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    data = form.cleaned_data
    check_may_send(conversation, request.user)
    attachments = [store_attachment(request.user, upload) for upload in data["files"]]
    message = send_message(
        conversation, request.user, text=data["text"], client_id=data["client_id"], attachments=attachments
    )
    if not request.htmx:
        return redirect(safe_next(request, conversation.get_absolute_url()))
    shown = queries.seats(request.user, conversation)
    return HttpResponse(frames.bubbles(shown, queries.one(shown, message.seq)))  # type: ignore[arg-type]


@require_GET
@member_required
def message_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Older messages, for the top of the thread."""
    shown = shown_thread(request, public_id)
    if not request.htmx:
        page = shown.conversation.get_absolute_url()
        return redirect(f"{page}?{urlencode({'before': request.GET.get('before', '')})}")
    return HttpResponse(frames.older(shown))
