"""Put a conversation out of the way, and take it out again."""

from django.db import transaction

from accounts.models import User
from messaging import broadcasts, numbering
from messaging.models import Conversation, Participant
from reelbyte import clock


def archive(conversation: Conversation, user: User) -> bool:
    """Out of the user's list, until somebody else says something in it. Returns whether that is news."""
    with transaction.atomic():
        # Under the lock that numbers messages: what arrives at this moment is before it, or brings it back.
        locked = numbering.lock(conversation.pk)
        moved = Participant.objects.filter(conversation=locked, user=user, archived_at__isnull=True).update(
            archived_at=clock.now()
        )
        if moved:
            broadcasts.kept_otherwise(locked, user)
    return bool(moved)


def unarchive(conversation: Conversation, user: User) -> bool:
    """Back among the others. Returns whether that is news."""
    with transaction.atomic():
        locked = numbering.lock(conversation.pk)
        moved = Participant.objects.filter(conversation=locked, user=user, archived_at__isnull=False).update(
            archived_at=None
        )
        if moved:
            broadcasts.kept_otherwise(locked, user)
    return bool(moved)
