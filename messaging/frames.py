"""Fragments: the same for the answer to a form and for a WebSocket. `templates/messaging/live.html` holds them."""

from typing import Any

from django.template.loader import render_to_string

from accounts.models import User
from messaging import queries
from messaging.models import Conversation, HeldMessage, Message
from messaging.queries import Quote, Thread


def bubbles(shown: Thread, messages: list[Message]) -> str:
    """Messages, put in their place by number: one that is there already is replaced, never doubled."""
    context = {"messages": messages, "seen": shown.seen, "sent": shown.sent, "partner": shown.partner}
    return render_to_string("messaging/live.html#bubbles", context)


def again(messages: list[Message]) -> str:
    """Messages that changed, each in the place where it stands; where a page does not show it, nothing happens."""
    return render_to_string("messaging/live.html#again", {"messages": messages}) if messages else ""


def card_again(user: User, conversation: Conversation, kind: str, ref: str) -> str:
    """A card as `user` sees it now, in its place: what somebody gets who has just answered it there."""
    shown = queries.seats(user, conversation)
    card = Message.objects.filter(conversation=conversation, card_kind=kind, card_ref=ref).first()
    return again(queries.these(shown, [card.seq])) if shown and card else ""


def held(waiting: list[HeldMessage]) -> str:
    """What of the viewer's own staff look at first, below everything else."""
    return render_to_string("messaging/live.html#held", {"held": waiting})


def receipt(shown: Thread) -> str:
    """ "Seen" or "Sent" under the last message, when it is the viewer's."""
    return render_to_string(
        "messaging/live.html#receipt", {"seen": shown.seen, "sent": shown.sent, "partner": shown.partner}
    )


def answering(shown: Thread, quoted: Quote) -> str:
    """What the next message will answer, above the composer."""
    return render_to_string("messaging/live.html#answering", {"quote": quoted, "conversation": shown.conversation})


def typing(name: str) -> str:
    """That somebody is writing; an empty name: no more."""
    return render_to_string("messaging/live.html#typing", {"name": name})


def presence(online: bool) -> str:
    """Whether the partner has a page open."""
    return render_to_string("messaging/live.html#presence", {"online": online})


def older(shown: Thread) -> str:
    """An older page, above what is there, and the button for the one before it."""
    return render_to_string(
        "messaging/live.html#older",
        {"messages": shown.messages, "older": shown.older, "conversation": shown.conversation},
    )


def inbox(user: User, about: dict[str, Any]) -> str:
    """The counters of every page, and the conversation's row on pages that list conversations."""
    return render_to_string(
        "messaging/live.html#inbox",
        {"count": queries.unread(user.pk), "row": queries.inbox_row(user, about["conversation"])},
    )
