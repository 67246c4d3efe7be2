"""Staff take a review down, and give it back when they were wrong."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from reelbyte import audit, clock
from reelbyte.errors import Conflict, Refused
from reviews.actions.publish import recount
from reviews.models import Direction, Review


def take_down(review: Review, *, actor: User, reason: str) -> Review:
    """Nobody but its author and staff reads it from now on, and it counts for nothing.

    Raises Refused without a reason, Conflict for what is not public.
    """
    if not reason.strip():
        raise Refused(_("Say why: its author reads it."))
    return _write(review, actor, reason, hidden=True)


def restore(review: Review, *, actor: User, reason: str) -> Review:
    """It is read, and counts, again."""
    return _write(review, actor, reason, hidden=False)


@transaction.atomic
def _write(review: Review, actor: User, reason: str, *, hidden: bool) -> Review:
    locked = Review.objects.select_for_update(of=("self",)).select_related("subject", "contract").get(pk=review.pk)
    if (locked.hidden_at is not None) == hidden:
        return locked
    if locked.published_at is None:
        raise Conflict(_("This review is not public."))
    locked.hidden_at = clock.now() if hidden else None
    locked.save(update_fields=["hidden_at"])
    if locked.direction == Direction.OF_CREATOR:
        recount(locked.subject, locked.contract.gig_id)
    audit.record(actor, "reviews.taken_down" if hidden else "reviews.restored", locked, reason)
    return locked
