"""Who may write to whom, and what."""

from datetime import timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.visibility import blockers
from messaging import bonds
from messaging.models import Conversation, Message
from reelbyte import clock, limits, policy
from reelbyte.errors import Conflict, DomainError, Refused

MAY_SEND = (User.Status.ACTIVE, User.Status.LIMITED)


def clean_text(text: str, *, has_attachments: bool) -> str:
    """The text as it is kept. `Refused` when there is nothing to send, or too much."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text and not has_attachments:
        raise Refused(_("Write something first."))
    if len(text) > policy.MESSAGE_MAXIMUM_CHARACTERS:
        raise Refused(
            _("A message has at most %(most)s characters; this has %(length)s.")
            % {"most": policy.MESSAGE_MAXIMUM_CHARACTERS, "length": len(text)}
        )
    return text


def check_may_send(conversation: Conversation, sender: User) -> None:
    """`Refused` in words when `sender` or the other side may not talk now."""
    others = list(User.objects.filter(seats__conversation=conversation).exclude(pk=sender.pk))
    check_may_talk(sender, others, blockers(sender, others), conversation)


def check_may_talk(
    sender: User, others: list[User], blocks: set[int], conversation: Conversation | None = None
) -> None:
    """`Refused` in words when `sender` may not write to `others`: somebody is suspended, or has blocked.

    `blocks` is `accounts.visibility.blockers(sender, others)`. A bond (a live contract) outlives a block, in its
    own `conversation` only.
    """
    if sender.status not in MAY_SEND:
        raise Refused(_("Your account cannot send messages at the moment."))
    cut = blocks and not (conversation is not None and bonds.hold(conversation))
    if cut and sender.pk in blocks:
        raise Refused(_("You have blocked this person. Unblock them to write to them."))
    if cut or any(person.status not in MAY_SEND for person in others):
        # One sentence for both: whom somebody has blocked is nobody's business.
        raise Refused(_("This person cannot receive messages at the moment."))


def check_may_begin(sender: User, person: User) -> None:
    """`Refused` in words when `person` takes no first message from `sender`: their own choice (`contact_from`).

    Conversations that there are already go on; so does what somebody began themselves.
    """
    if person.contact_from == User.ContactFrom.NOBODY:
        raise Refused(_("%(name)s takes no new messages.") % {"name": person.display_name})
    if person.contact_from == User.ContactFrom.WORKED_WITH and not bonds.worked_together(sender, person):
        raise Refused(
            _("%(name)s takes messages only from people they have worked with.") % {"name": person.display_name}
        )


def beginning_refused(sender: User, person: User) -> str:
    """Why `sender` cannot write to `person` first, or nothing: what stands in the place of the form."""
    try:
        check_may_begin(sender, person)
    except DomainError as error:
        return str(error)
    return ""


def refusal(sender: User, others: list[User], blocks: set[int], conversation: Conversation) -> str:
    """Why `sender` cannot write in `conversation` now, or nothing: what stands in the place of the composer."""
    try:
        check_may_talk(sender, others, blocks, conversation)
    except DomainError as error:
        return str(error)
    return ""


def may_change(message: Message, user: User) -> bool:
    """Whether `user` may edit or delete `message` now: their own words, for policy.MESSAGE_EDIT."""
    return (
        message.kind == Message.Kind.TEXT
        and message.sender_id == user.pk
        and not message.is_deleted
        and clock.now() <= message.may_change_until
    )


def check_may_change(message: Message, user: User) -> None:
    """`Refused` in words when it is too late for that, `Conflict` for what is not the user's to change."""
    if message.kind != Message.Kind.TEXT or message.sender_id != user.pk:
        raise Conflict
    if not may_change(message, user):
        minutes = int(policy.MESSAGE_EDIT.total_seconds()) // 60
        raise Refused(_("A message can be changed for %(minutes)s minutes.") % {"minutes": minutes})


def check_answers(conversation: Conversation, answers: int | None) -> None:
    """`Refused` when there is no such message of a person to answer in this conversation."""
    if answers is None:
        return
    found = Message.objects.filter(conversation=conversation, seq=answers, kind=Message.Kind.TEXT).first()
    if found is None or found.is_deleted:
        raise Refused(_("The message you answer is not there any more."))


def check_rate(sender: User) -> None:
    """`TooMany` for more messages than a person types."""
    limits.take("messaging.send", sender.pk, most=policy.MESSAGES_A_MINUTE, per=timedelta(minutes=1))
