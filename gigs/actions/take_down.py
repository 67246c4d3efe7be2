"""Staff take a gig off the market."""

from django.utils.translation import gettext as _

from accounts.models import User
from gigs.lifecycle import move
from gigs.models import Gig
from reelbyte import audit
from reelbyte.errors import Refused


def take_down(gig: Gig, *, actor: User, reason: str) -> Gig:
    """Back to a draft, whatever it was; it goes through review before it is public again. Orders that stand go on.

    The creator reads `reason` on the draft, and is told by whoever decides. Raises Refused without one.
    """
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say what has to change: the creator reads it."))

    def then(gig: Gig) -> None:
        audit.record(actor, "gigs.taken_down", gig, reason)

    return move(gig, "take_down", actor=actor, reason=reason, then=then)
