"""Staff looked at what somebody wrote: it is delivered, or it is not."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from messaging import broadcasts, numbering, rules
from messaging.models import Attachment, ContactFlag, Conversation, HeldMessage, Message
from reelbyte import audit, clock
from reelbyte.errors import Conflict, Refused

Status = HeldMessage.Status


def let_through(staff: User, held: HeldMessage, reason: str = "") -> Message:
    """It becomes the next message of its conversation, as if it were written now, and counts no more.

    Let through already, the message of the first time. Raises `Conflict` when it was refused, `Refused` when the two
    may not talk any more.
    """
    with transaction.atomic():
        conversation, held = _locked(held)
        if held.message is not None:
            return held.message
        _check_waits(held)
        rules.check_may_send(conversation, held.sender)
        message = numbering.append(
            conversation,
            kind=Message.Kind.TEXT,
            sender=held.sender,
            client_id=held.client_id,
            text=held.text,
            answers=_answers(conversation, held),
        )
        Attachment.objects.filter(held=held, message__isnull=True).update(message=message)
        ContactFlag.objects.filter(held=held).update(cleared_at=clock.now())
        _decide(staff, held, Status.LET_THROUGH, reason, message)
        broadcasts.message_sent(conversation, message, held.sender)
        broadcasts.held_decided(held)
    return message


def refuse(staff: User, held: HeldMessage, reason: str) -> HeldMessage:
    """It is not delivered, and its writer reads why. Raises `Refused` without a reason, `Conflict` when it was let
    through.
    """
    if not reason.strip():
        raise Refused(_("Say why: the person reads it."))
    with transaction.atomic():
        _conversation, held = _locked(held)
        if held.status == Status.REFUSED:
            return held
        _check_waits(held)
        _decide(staff, held, Status.REFUSED, reason.strip())
        broadcasts.held_decided(held)
    return held


def _locked(held: HeldMessage) -> tuple[Conversation, HeldMessage]:
    """The conversation first, as whoever writes in it does."""
    conversation = numbering.lock(held.conversation_id)
    rows = HeldMessage.objects.select_for_update(of=("self",)).select_related("sender", "message")
    held = rows.get(pk=held.pk)
    held.conversation = conversation
    return conversation, held


def _check_waits(held: HeldMessage) -> None:
    if held.status != Status.WAITING:
        raise Conflict(_("This was decided meanwhile."))


def _answers(conversation: Conversation, held: HeldMessage) -> int | None:
    """What it answers, if that still stands there."""
    said = Message.objects.filter(conversation=conversation, seq=held.answers or 0, deleted_at__isnull=True)
    return held.answers if said.exists() else None


def _decide(staff: User, held: HeldMessage, status: str, reason: str, message: Message | None = None) -> None:
    held.status, held.message, held.reason = status, message, reason
    held.decided_by, held.decided_at = staff, clock.now()
    held.save(update_fields=["status", "message", "reason", "decided_by", "decided_at"])
    audit.record(staff, f"messaging.held_{status}", held, reason)
