"""Staff decide on a gig in review."""

from django.utils.translation import gettext as _

from accounts.models import User
from gigs import announcements
from gigs.lifecycle import move
from gigs.models import Gig
from gigs.readiness import require_whole
from reelbyte import audit
from reelbyte.errors import Refused


def approve(gig: Gig, *, actor: User) -> Gig:
    """Let it in: it is live from now on."""

    def then(gig: Gig) -> None:
        audit.record(actor, "gigs.approved", gig)
        announcements.approved(gig)

    return move(gig, "approve", actor=actor, check=require_whole, then=then)


def reject(gig: Gig, *, actor: User, reason: str) -> Gig:
    """Send it back to its creator, who reads `reason` on the draft. Raises Refused without one."""
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say what has to change: the creator reads it."))

    def then(gig: Gig) -> None:
        audit.record(actor, "gigs.rejected", gig, reason)
        announcements.rejected(gig, reason)

    return move(gig, "reject", actor=actor, reason=reason, then=then)
