"""Load and authorise. A stranger gets 404."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from support import keys
from support.models import Page, Ticket, TicketMessage


def public_page(slug: str) -> Page:
    """A page by its address."""
    return get_object_or_404(Page, slug=slug)


def ticket_for(request: HttpRequest, public_id: UUID) -> Ticket:
    """The ticket of who asks: a member's own, or a visitor's with the key that their mail carries (`?key=`)."""
    ticket = get_object_or_404(Ticket.objects.select_related("user"), public_id=public_id)
    if ticket.user_id is not None:
        mine = request.user.is_authenticated and ticket.user_id == request.user.pk
    else:
        mine = keys.opens(ticket, request.GET.get("key", ""))
    if not mine:
        raise Http404
    return ticket


def file_for(request: HttpRequest, public_id: UUID) -> TicketMessage:
    """The file of a message of one's own ticket."""
    message = get_object_or_404(TicketMessage.objects.select_related("ticket").exclude(file=""), public_id=public_id)
    ticket_for(request, message.ticket.public_id)
    return message
