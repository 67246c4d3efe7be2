"""Take no more proposals."""

from accounts.models import User
from jobs import announcements
from jobs.lifecycle import move
from jobs.models import Job


def close(job: Job, *, actor: User | None) -> Job:
    """Out of the lists. `actor` None: the house itself, when a person is suspended. What was agreed on stays."""
    return move(job, "close", actor=actor, then=announcements.ended)


def close_all_of(user: User) -> None:
    """Every open job of a suspended person. Runs inside the transaction that suspends them."""
    for job in Job.objects.open().owned_by(user):
        close(job, actor=None)
