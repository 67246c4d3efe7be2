"""Offer a gig to the public: through staff at first, directly once they have seen one."""

from accounts.models import User
from accounts.standing import begins
from gigs.lifecycle import move
from gigs.models import Gig
from gigs.readiness import require_whole
from reelbyte import policy


def submit_for_review(gig: Gig, *, actor: User) -> Gig:
    """Hand a draft to staff. Raises Refused when it is not whole or `actor` is limited,
    Conflict when it is no draft.
    """
    with begins(actor):
        return move(gig, "submit", actor=actor, check=require_whole)


def publish(gig: Gig, *, actor: User) -> Gig:
    """What the creator's button does: live at once for a known creator, else into review.

    A creator is known after policy.GIGS_REVIEWED_FIRST of their gigs have been live; a gig that was taken down is not.
    """
    if gig.status == Gig.Status.IN_REVIEW:
        return gig
    if needs_review(gig):
        return submit_for_review(gig, actor=actor)
    with begins(actor):
        return move(gig, "publish", actor=actor, check=require_whole)


def needs_review(gig: Gig) -> bool:
    """Whether staff look at it before the public does: always, when they have taken it down and not given it back."""
    last = gig.events.filter(move__in=("take_down", "restore")).last()
    if last is not None and last.move == "take_down":
        return True
    seen = Gig.objects.filter(creator_id=gig.creator_id, published_at__isnull=False).count()
    return seen < policy.GIGS_REVIEWED_FIRST
