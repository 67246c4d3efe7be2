"""Stop and start taking orders. Contracts that run are not touched."""

from accounts.models import User
from accounts.standing import begins
from gigs.lifecycle import move
from gigs.models import Gig
from gigs.readiness import require_whole


def pause(gig: Gig, *, actor: User | None, reason: str = "") -> Gig:
    """Out of the lists. `actor` None: the house itself, when a person is suspended."""
    return move(gig, "pause", actor=actor, reason=reason)


def resume(gig: Gig, *, actor: User) -> Gig:
    """Live again. Raises Refused when it is no longer whole, or `actor` is limited."""
    with begins(actor):
        return move(gig, "resume", actor=actor, check=require_whole)


def pause_all_of(user: User) -> None:
    """Every live gig of a suspended person. Runs inside the transaction that suspends them."""
    for gig in Gig.objects.live().owned_by(user):
        pause(gig, actor=None, reason="suspended")
