"""Keep what somebody wrote for staff to look at first."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from accounts.models import User
from messaging import broadcasts, numbering, review, rules
from messaging.contact import Kind
from messaging.models import Attachment, Conversation, HeldMessage
from reelbyte import audit
from reelbyte.errors import Conflict


def hold_message(
    conversation: Conversation,
    sender: User,
    *,
    text: str,
    client_id: UUID,
    kinds: tuple[Kind, ...],
    attachments: Sequence[Attachment] = (),
    answers: int | None = None,
) -> HeldMessage:
    """It gets no number and reaches nobody; its writer sees that it waits. Held again, it is that of the first time.

    Raises what `send_message` raises.
    """
    rules.check_may_send(conversation, sender)
    rules.check_rate(sender)
    with transaction.atomic():
        locked = numbering.lock(conversation.pk)
        known = HeldMessage.objects.filter(sender=sender, client_id=client_id).first()
        if known is not None:
            return known
        rules.check_answers(locked, answers)
        held = HeldMessage.objects.create(
            conversation=locked,
            sender=sender,
            client_id=client_id,
            text=text,
            answers=answers,
            kinds=review.joined(kinds),
        )
        mine = Attachment.objects.filter(pk__in=[one.pk for one in attachments], owner=sender, message__isnull=True)
        if mine.filter(held__isnull=True).count() != len({one.pk for one in attachments}):
            raise Conflict
        held.files.set(attachments)
        review.note(locked, sender, kinds, held)
        audit.record(None, "messaging.held", held, kinds=held.kinds)
        broadcasts.held_moved(locked, sender)
    return held
