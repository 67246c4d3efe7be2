"""What a person typed: sent, or kept for staff to look at first."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from accounts.models import User
from messaging import review, rules
from messaging.actions.hold_message import hold_message
from messaging.actions.send_message import send_message
from messaging.models import Attachment, Conversation, HeldMessage, Message
from reelbyte.errors import Conflict


def submit_message(
    conversation: Conversation,
    sender: User,
    *,
    text: str,
    client_id: UUID,
    attachments: Sequence[Attachment] = (),
    answers: int | None = None,
) -> Message | HeldMessage:
    """Send it, unless it is one contact too many offered to strangers (`messaging.review`): then hold it.

    Submitted again with the same `client_id`, it is what it was the first time, or has become since. Raises what
    `send_message` raises.
    """
    text = rules.clean_text(text, has_attachments=bool(attachments))
    said = {"text": text, "client_id": client_id, "attachments": attachments, "answers": answers}
    held = HeldMessage.objects.filter(sender=sender, client_id=client_id).select_related("message").first()
    if held is not None:
        if held.conversation_id != conversation.pk:
            raise Conflict
        return held.message or held
    kinds = review.seen_in(conversation, sender, text)
    if not kinds or Message.objects.filter(sender=sender, client_id=client_id).exists():
        return send_message(conversation, sender, **said)  # type: ignore[arg-type]
    with transaction.atomic():
        # One after the other: two at once are the second and the third.
        User.objects.select_for_update(no_key=True).get(pk=sender.pk)
        if review.is_next_held(sender):
            return hold_message(conversation, sender, kinds=kinds, **said)  # type: ignore[arg-type]
        review.note(conversation, sender, kinds)
        return send_message(conversation, sender, **said)  # type: ignore[arg-type]
