"""How a gig moves: the one place that writes its status, and the event with it."""

from collections.abc import Callable

from django.db import transaction

from accounts.models import User
from gigs import hooks, transitions
from gigs.models import Gig, GigEvent
from reelbyte import clock


def move(
    gig: Gig,
    name: str,
    *,
    actor: User | None,
    reason: str = "",
    check: Callable[[Gig], None] | None = None,
    then: Callable[[Gig], None] | None = None,
) -> Gig:
    """Lock, re-check, write, append an event; `then(gig)` runs last in the same transaction.

    Asked for what is already so, it returns the gig as it is. Raises Conflict when the move is not possible.
    """
    with transaction.atomic():
        # The creator's row is read with it; only the gig's is locked.
        gig = Gig.objects.select_for_update(of=("self",)).select_related("creator__user").get(pk=gig.pk)
        to_status = transitions.after(gig.status, name)
        if to_status is None:
            return gig
        if check is not None:
            check(gig)
        now = clock.now()
        from_status, gig.status = gig.status, to_status
        if to_status == Gig.Status.LIVE and gig.published_at is None:
            gig.published_at = now
        gig.save(update_fields=["status", "published_at"])
        GigEvent.objects.create(
            gig=gig,
            actor=actor,
            move=name,
            from_status=from_status,
            to_status=to_status,
            reason=reason,
            at=gig.updated_at,  # so that a later one says that something else was changed since
        )
        hooks.changed(gig.pk)
        if then is not None:
            then(gig)
    return gig
