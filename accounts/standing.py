"""What somebody's standing with the house lets them begin.

Staff limit a person whose conduct is in question: they stay signed in, read, and finish what is under way
(contracts, money, conversations), but begin nothing new. Suspension is `accounts.visibility`'s and the session's.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from reelbyte.errors import Refused


def check_may_sanction(actor: User, user: User, reason: str) -> None:
    """`Refused` for staff who would do something about themselves, say no reason, or reach for a superuser."""
    if actor.pk == user.pk:
        raise Refused(_("You cannot do this to yourself."))
    if not reason.strip():
        raise Refused(_("Say why: the person reads it, and it is kept."))
    if user.is_superuser and not actor.is_superuser:
        raise Refused(_("Only a superuser can do this to another."))


@contextmanager
def begins(user: User) -> Iterator[None]:
    """The transaction in which `user` begins something new. Raises `Refused` by their standing as it is now."""
    with transaction.atomic():
        check_may_begin(held(user))
        yield


def held(user: User) -> User:
    """`user` as they are now, whom no sanction reaches before the transaction ends.

    Of what an action locks it is the first: then a sanction waits for the action and deals with what it began, or
    the action waits for the sanction and is refused.
    """
    # Without the key: rows that point at the person may be written meanwhile.
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def check_may_begin(user: User) -> None:
    """`Refused` in words when `user` may begin nothing new: no conversation, order, gig, job or invitation.

    Every action by which something new reaches others asks here, whoever calls it.
    """
    if user.status == User.Status.LIMITED:
        raise Refused(
            _(
                "Your account is limited at the moment. You can finish what is under way, "
                "but not begin anything new. Write to support if you think this is wrong."
            )
        )
    if user.status != User.Status.ACTIVE:
        raise Refused(_("Your account cannot do this at the moment."))
