"""End contact with somebody, or allow it again."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import hooks
from accounts.models import Block, User
from reelbyte.errors import Refused


@transaction.atomic
def block(blocker: User, other: User) -> Block:
    """Hide two people from each other. A live contract between them stays open to both until it ends."""
    if blocker.pk == other.pk:
        raise Refused(_("You cannot block yourself."))
    row, created = Block.objects.get_or_create(blocker=blocker, blocked=other)
    if created:
        hooks.blocked(blocker, other)
    return row


def unblock(blocker: User, other: User) -> None:
    """Take back one's own block; the other's, if there is one, stands."""
    Block.objects.filter(blocker=blocker, blocked=other).delete()
