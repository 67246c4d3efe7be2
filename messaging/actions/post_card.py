"""Tell in the conversation what happened, as a card."""

from django.db import transaction

from accounts.models import User
from messaging import broadcasts, cards, numbering
from messaging.models import Conversation, Message, Participant
from reelbyte import clock


def post_card(
    conversation: Conversation,
    kind: str,
    *,
    ref: str,
    actor: User | None = None,
    context: dict | None = None,
) -> Message:
    """Append the card of `kind` (registered in `messaging.cards`) about `ref`, once per conversation.

    `ref` names the event's object (a delivery, a milestone), as text; `context` is JSON that the template sees
    as it was when posted. For `actor`, who caused it, the card is not news.
    """
    cards.get(kind)
    with transaction.atomic():
        locked = numbering.lock(conversation.pk)
        known = Message.objects.filter(conversation=locked, card_kind=kind, card_ref=ref, kind=Message.Kind.CARD)
        if (message := known.first()) is not None:
            return message
        message = numbering.append(
            locked, kind=Message.Kind.CARD, sender=actor, card_kind=kind, card_ref=ref, context=context or {}
        )
        if actor is not None:
            Participant.objects.filter(conversation=locked, user=actor, last_read_seq=message.seq - 1).update(
                last_read_seq=message.seq, last_read_at=clock.now()
            )
        broadcasts.card_posted(locked, message)
    return message


def refresh_card(conversation: Conversation, kind: str, *, ref: str) -> None:
    """What the card shows has changed: open pages get it drawn anew once this commits, others when they come back."""
    with transaction.atomic():
        locked = numbering.lock(conversation.pk)
        message = Message.objects.filter(conversation=locked, card_kind=kind, card_ref=ref).first()
        if message is not None:
            numbering.change(locked, message)
            broadcasts.message_changed(locked, message)
