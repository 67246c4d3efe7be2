"""Take a gig back out of review, to change it."""

from accounts.models import User
from gigs.lifecycle import move
from gigs.models import Gig


def withdraw(gig: Gig, *, actor: User) -> Gig:
    """Back to draft. Raises Conflict when staff were faster."""
    return gig if gig.status == Gig.Status.DRAFT else move(gig, "withdraw", actor=actor)
