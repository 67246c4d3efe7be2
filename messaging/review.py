"""Contacts offered to strangers: seen, counted, and from which on they wait for staff.

What is written never stops somebody from sending it. Only whoever offers a way around ReelByte again and again, to
people they have no contract with, has the next one looked at before it is delivered.
"""

from django.utils.translation import gettext as _

from accounts.models import User
from messaging import bonds, contact
from messaging.contact import Kind
from messaging.models import ContactFlag, Conversation, HeldMessage
from reelbyte import clock, policy


def seen(sender: User, others: list[User], text: str, conversation: Conversation | None = None) -> tuple[Kind, ...]:
    """What `text` offers to people whom `sender` has no contract with; nothing between those who have one.

    No query unless there is something to ask about.
    """
    kinds = contact.find(text)
    if not kinds or (conversation is not None and bonds.hold(conversation)):
        return ()
    return () if all(bonds.have_contract(sender, other) for other in others) else kinds


def seen_in(conversation: Conversation, sender: User, text: str) -> tuple[Kind, ...]:
    """The same, for what is written in `conversation`."""
    if not contact.find(text):
        return ()
    others = User.objects.filter(seats__conversation=conversation).exclude(pk=sender.pk)
    return seen(sender, list(others), text, conversation)


def is_next_held(sender: User) -> bool:
    """Whether the next one waits for staff."""
    return _count(sender) + 1 >= policy.CONTACT_HELD_FROM


def note(conversation: Conversation, sender: User, kinds: tuple[Kind, ...], held: HeldMessage | None = None) -> None:
    """Count it. Inside the transaction of what it is about."""
    ContactFlag.objects.create(sender=sender, conversation=conversation, held=held, kinds=joined(kinds), at=clock.now())


def joined(kinds: tuple[Kind, ...]) -> str:
    """As it is kept in a column."""
    return ", ".join(kinds)


def words(kind: Kind) -> str:
    """What it looks like, to who wrote it."""
    return {
        Kind.EMAIL: _("an e-mail address"),
        Kind.PHONE: _("a telephone number"),
        Kind.HANDLE: _("a contact in another app"),
        Kind.LINK: _("a link to somewhere else"),
        Kind.PAYMENT: _("a payment outside ReelByte"),
    }[kind]


def _count(sender: User) -> int:
    since = clock.now() - policy.CONTACT_WINDOW
    return ContactFlag.objects.filter(sender=sender, at__gt=since, cleared_at__isnull=True).count()
