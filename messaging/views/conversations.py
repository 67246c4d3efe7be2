"""The list of conversations, one of them, and how one begins."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import member_required
from accounts.models import User
from messaging import queries, rules, subjects
from messaging.access import addressee, conversation_for
from messaging.actions.begin_conversation import begin_conversation
from messaging.actions.mark_read import mark_read
from messaging.forms import FirstMessageForm
from messaging.inbox import inbox
from messaging.queries import Thread
from messaging.subjects import Subject
from reelbyte.errors import DomainError

LONGEST_NUMBER = 18  # digits that fit a bigint


@require_GET
@member_required
def conversation_list(request: HttpRequest) -> HttpResponse:
    """Mine, the latest first: all, unread, archived, or what I look for. htmx gets the list alone, or its next page.

    `?open=` names the conversation beside which the list stands.
    """
    opened = uuid_of(request.GET["open"]) if request.GET.get("open") else None
    shown = inbox(request, conversation_for(request.user, opened) if opened else None)
    if not request.htmx:
        return render(request, "messaging/conversations.html", {"inbox": shown})
    if request.GET.get("cursor"):
        return render(request, "messaging/rows.html", {"inbox": shown})
    response = render(request, "messaging/list.html", {"inbox": shown})
    # Each tab is a step back; each letter of what is searched for is none.
    response["HX-Replace-Url" if "q" in request.GET else "HX-Push-Url"] = shown.address
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_GET
@member_required
def conversation_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One conversation beside the list. To open it is to read it."""
    shown = shown_thread(request, public_id)
    if shown.seat.unread:
        mark_read(shown.conversation, request.user, shown.conversation.last_seq)
    context = {"thread": shown, "inbox": inbox(request, shown.conversation)}
    return render(request, "messaging/conversation.html", context)


def shown_thread(request: HttpRequest, public_id: UUID) -> Thread:
    """The page of a conversation that `?before=` or `?at=` asks for, for who is in it; else 404.

    `?reply=` names the message that the composer answers.
    """
    conversation = conversation_for(request.user, public_id)
    before, around = _number(request, "before"), _number(request, "at")
    shown = queries.thread(request.user, conversation, before=before, around=around)
    if shown is None:
        raise Http404
    if (reply := _number(request, "reply")) is not None:
        queries.answer(shown, reply)
    return shown


def _number(request: HttpRequest, name: str) -> int | None:
    """The number of a message in the address; None for what somebody edited into something else."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) <= LONGEST_NUMBER else None


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def conversation_create(request: HttpRequest) -> HttpResponse:
    """Write to somebody for the first time, or go on where the two have talked before."""
    about = request.GET.get("about", "")[:120]
    person = addressee(request.user, uuid_of(request.GET.get("to", "")))
    subject = _subject(request.user, person, about)
    if (known := queries.begun(request.user, person, about if subject else queries.DIRECT)) is not None:
        return redirect(known)
    form = FirstMessageForm(request.POST or None, request.FILES or None)
    form.hint_while_typing(person)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(begin_conversation(request.user, person, about=about, subject=subject, **form.cleaned_data))
        except DomainError as error:
            form.add_error(None, str(error.message))
    status = 422 if form.is_bound else 200
    refusal = rules.beginning_refused(request.user, person)
    context = {"form": form, "person": person, "subject": subject, "refusal": refusal}
    return render(request, "messaging/new.html", context, status=status)


def _subject(user: User, person: User, about: str) -> Subject | None:
    """What it is about, if that is the person's or one's own, and may be seen."""
    subject = subjects.find(about, user) if about else None
    if about and (subject is None or subject.owner not in (person, user)):
        raise Http404
    return subject


def uuid_of(text: str) -> UUID:
    """404 for what is no id."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
