"""The messages of one conversation: one more, one of them, or older ones."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import member_required, safe_next
from messaging import frames, queries
from messaging.access import conversation_for, message_for, own_message_for
from messaging.actions.delete_message import delete_message
from messaging.actions.edit_message import edit_message
from messaging.actions.store_attachment import store_attachment
from messaging.actions.submit_message import submit_message
from messaging.forms import EditForm, MessageForm
from messaging.models import HeldMessage, Message
from messaging.rules import check_answers, check_may_change, check_may_send
from messaging.views.conversations import shown_thread
from reelbyte.errors import Refused


@require_POST
@member_required
def message_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say something. htmx gets the message's own bubble (or that it waits for staff), a plain form the page again."""
    conversation = conversation_for(request.user, public_id)
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    data = form.cleaned_data
    check_may_send(conversation, request.user)
    attachments = [store_attachment(request.user, upload) for upload in data["files"]]
    said = submit_message(
        conversation,
        request.user,
        text=data["text"],
        client_id=data["client_id"],
        answers=data["answers"],
        attachments=attachments,
    )
    if not request.htmx:
        return redirect(safe_next(request, conversation.get_absolute_url()))
    shown = queries.seats(request.user, conversation)
    if isinstance(said, HeldMessage):
        return HttpResponse(frames.held(queries.held(shown)))  # type: ignore[arg-type]
    return HttpResponse(frames.bubbles(shown, queries.these(shown, [said.seq])))  # type: ignore[arg-type]


@require_GET
@member_required
def message_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Older messages, for the top of the thread."""
    shown = shown_thread(request, public_id)
    if not request.htmx:
        page = shown.conversation.get_absolute_url()
        return redirect(f"{page}?{urlencode({'before': request.GET.get('before', '')})}")
    return HttpResponse(frames.older(shown))


@require_GET
@member_required
def message_detail(request: HttpRequest, public_id: UUID, seq: int) -> HttpResponse:
    """One message: its bubble for htmx, else the page of the conversation where it stands."""
    message = message_for(request.user, public_id, seq)
    if request.htmx:
        return _again(request, message)
    return redirect(f"{message.conversation.get_absolute_url()}?at={seq}#{message.dom_id}")


@require_GET
@member_required
def reply_new(request: HttpRequest, public_id: UUID, seq: int) -> HttpResponse:
    """What stands above the composer while one answers: for htmx alone, else the page with it."""
    message = message_for(request.user, public_id, seq)
    if not request.htmx:
        return redirect(f"{message.conversation.get_absolute_url()}?reply={seq}#composer-text")
    check_answers(message.conversation, seq)
    shown = queries.seats(request.user, message.conversation)
    return HttpResponse(frames.answering(shown, queries.quote(shown, message)))  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def message_edit(request: HttpRequest, public_id: UUID, seq: int) -> HttpResponse:
    """Say it better: in place for htmx, on a page of its own without."""
    message = own_message_for(request.user, public_id, seq)
    form = EditForm(request.POST or None, initial={"text": message.text})
    if request.method == "POST" and form.is_valid():
        return _changed(request, edit_message(message, request.user, text=form.cleaned_data["text"]))
    check_may_change(message, request.user)
    if not request.htmx:
        return render(request, "messaging/edit.html", {"form": form, "message": message})
    shown = queries.seats(request.user, message.conversation)
    context = {"message": queries.these(shown, [seq])[0]}  # type: ignore[arg-type]
    return render(request, "messaging/edit.html#in_place", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def message_deletion(request: HttpRequest, public_id: UUID, seq: int) -> HttpResponse:
    """Ask, then take it back: in a dialog for htmx, on a page of its own without."""
    message = own_message_for(request.user, public_id, seq)
    if request.method == "POST":
        return _changed(request, delete_message(message, request.user))
    check_may_change(message, request.user)
    template = "messaging/delete.html#dialog" if request.htmx else "messaging/delete.html"
    return render(request, template, {"message": message})


def _changed(request: HttpRequest, message: Message) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{message.conversation.get_absolute_url()}?at={message.seq}#{message.dom_id}")
    response = _again(request, message)
    response["HX-Trigger"] = "close-dialog"
    return response


def _again(request: HttpRequest, message: Message) -> HttpResponse:
    shown = queries.seats(request.user, message.conversation)
    return HttpResponse(frames.again(queries.these(shown, [message.seq])))  # type: ignore[arg-type]
