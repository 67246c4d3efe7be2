"""Answered where it stands in the chat: whoever answered gets the card as it is now, the other side by their socket."""

from django.http import HttpRequest, HttpResponse

from messaging import frames
from messaging.models import Conversation


def card_again(request: HttpRequest, conversation: Conversation | None, kind: str, ref: str) -> HttpResponse:
    """The card drawn anew, and the dialog it was answered in closed."""
    html = frames.card_again(request.user, conversation, kind, ref) if conversation is not None else ""
    return HttpResponse(html, headers={"HX-Trigger": "close-dialog"})
