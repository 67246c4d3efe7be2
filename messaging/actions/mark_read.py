"""Note how far somebody has read."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least

from accounts.models import User
from messaging import broadcasts
from messaging.models import Conversation, Participant
from reelbyte import clock


def mark_read(conversation: Conversation, user: User, seq: int) -> bool:
    """The person has seen messages up to `seq`. Never backwards, never beyond what is written.

    Returns whether that is news.
    """
    with transaction.atomic():
        moved = Participant.objects.filter(
            conversation=conversation, user=user, last_read_seq__lt=Least(F("last_seq"), seq)
        ).update(last_read_seq=Least(F("last_seq"), seq), last_read_at=clock.now())
        if moved:
            broadcasts.read_moved(conversation, user, seq)
    return bool(moved)
