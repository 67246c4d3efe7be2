"""Be told nothing about a conversation's messages, and be told again."""

from django.db import transaction

from accounts.models import User
from messaging import broadcasts
from messaging.models import Conversation, Participant
from reelbyte import clock


def mute(conversation: Conversation, user: User) -> bool:
    """No bell, no mail, no push for what people write in it. It is still counted, and what the product tells about
    contracts and money still arrives. Returns whether that is news.
    """
    return _set(conversation, user, muted=True)


def unmute(conversation: Conversation, user: User) -> bool:
    """Tell them again, from the next message on. Returns whether that is news."""
    return _set(conversation, user, muted=False)


def _set(conversation: Conversation, user: User, *, muted: bool) -> bool:
    with transaction.atomic():
        seats = Participant.objects.filter(conversation=conversation, user=user, muted_at__isnull=muted)
        moved = seats.update(muted_at=clock.now() if muted else None)
        if moved:
            broadcasts.kept_otherwise(conversation, user)
    return bool(moved)
