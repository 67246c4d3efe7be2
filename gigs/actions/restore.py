"""Staff put a gig back that they had taken down."""

from django.db import transaction

from accounts.models import User
from gigs.actions.pause import pause
from gigs.lifecycle import move
from gigs.models import Gig
from gigs.readiness import missing
from reelbyte import audit


@transaction.atomic
def restore(gig: Gig, *, actor: User, reason: str) -> Gig:
    """As it was before. What its creator has changed since is reviewed first; what they sent in themselves, or what
    lacks something now, stays as it is.
    """
    gig = Gig.objects.select_for_update(of=("self",)).select_related("creator__user", "cover").get(pk=gig.pk)
    down = gig.events.last()
    if down is None or down.move != "take_down" or gig.cover is None or not gig.cover.is_ready:
        return gig
    if gig.updated_at > down.at:
        return gig if missing(gig) else move(gig, "submit", actor=actor, reason=reason)
    audit.record(actor, "gigs.restored", gig, reason)
    restored = move(gig, "restore", actor=actor, reason=reason)
    return pause(restored, actor=actor) if down.from_status == Gig.Status.PAUSED else restored
