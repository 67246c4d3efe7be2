"""Asking our staff, reading what they say, going on."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import member_required
from reelbyte.errors import DomainError, TooMany
from reelbyte.pagination import paginate
from support import keys, queries
from support.access import file_for, ticket_for
from support.actions.answer_ticket import answer, solve
from support.actions.open_ticket import open_ticket
from support.forms import AnswerForm, TicketForm
from support.models import Ticket

PAGE_SIZE = 20
# Whatever the file turns out to be, it can run nothing and reach nothing.
ALONE = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


@require_http_methods(["GET", "HEAD", "POST"])
def ticket_create(request: HttpRequest) -> HttpResponse:
    """For members and visitors alike."""
    member = request.user if request.user.is_authenticated else None
    form = TicketForm(
        request.POST or None,
        request.FILES or None,
        is_member=member is not None,
        initial={"category": request.GET.get("about", "")},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                ticket = open_ticket(user=member, address=_address(request), **form.cleaned_data)
            except DomainError as error:
                form.add_error(None, str(error.message))
                status = error.status
            else:
                return _sent(request, ticket)
    return render(request, "support/ask.html", {"form": form}, status=status)


@require_safe
@member_required
def ticket_list(request: HttpRequest) -> HttpResponse:
    """One's own questions."""
    page = paginate(
        queries.tickets_of(request.user), order=("-turned_at", "-id"), cursor=request.GET.get("cursor"), size=PAGE_SIZE
    )
    template = "support/tickets.html#rows" if request.htmx else "support/tickets.html"
    return render(request, template, {"page": page})


@require_safe
def ticket_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was said, and a form to go on."""
    return _ticket(request, ticket_for(request, public_id), AnswerForm())


@require_POST
def answer_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The person writes more."""
    ticket = ticket_for(request, public_id)
    form = AnswerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            answer(ticket, author=request.user if ticket.user_id else None, **form.cleaned_data)
        except TooMany:
            raise
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Sent."))
            return redirect(keys.path(ticket))
    return _ticket(request, ticket, form, status=422)


@require_POST
def solution_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The person needs nothing more."""
    ticket = ticket_for(request, public_id)
    solve(ticket, actor=request.user if ticket.user_id else None)
    messages.success(request, _("Glad that is done. Write again whenever it is not."))
    return redirect(keys.path(ticket))


@require_safe
def file_detail(request: HttpRequest, public_id: UUID) -> FileResponse:
    """What was attached, for download."""
    message = file_for(request, public_id)
    return FileResponse(
        message.file.open("rb"),
        as_attachment=True,
        filename=message.file_name,
        content_type=message.content_type,
        headers=ALONE,
    )


def _sent(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """A visitor finds the way to their ticket in their mail: whoever reads that is who we answer."""
    if ticket.user_id is None:
        messages.success(request, _("Sent. We have mailed you a link to it; our answer comes the same way."))
        return redirect("support:ticket-create")
    messages.success(request, _("Sent. We answer by mail and here."))
    return redirect(ticket)


def _ticket(request: HttpRequest, ticket: Ticket, form: AnswerForm, status: int = 200) -> HttpResponse:
    shown = queries.with_messages(Ticket.objects.filter(pk=ticket.pk)).get()
    context = {"ticket": shown, "form": form, "key": "" if shown.user_id else keys.key_of(shown)}
    return render(request, "support/ticket.html", context, status=status)


def _address(request: HttpRequest) -> str:
    return get_adapter(request).get_client_ip(request)
