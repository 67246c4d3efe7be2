"""Somebody was hired."""

from accounts.models import User
from jobs import announcements
from jobs.lifecycle import move
from jobs.models import Job


def fill(job: Job, *, actor: User | None = None) -> Job:
    """Called by contracts, inside the transaction that accepts an offer on it.

    An offer that was out when the job closed may still be accepted: then it is filled after all. Raises Conflict
    for a draft. Filled already, it stays as it is.
    """
    return move(job, "fill", actor=actor, then=announcements.ended)
