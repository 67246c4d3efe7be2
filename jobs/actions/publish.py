"""Offer a job to creators."""

from accounts.models import User
from accounts.standing import begins
from jobs.lifecycle import move
from jobs.models import Job
from jobs.readiness import require_room, require_whole


def publish(job: Job, *, actor: User) -> Job:
    """Open a draft. Raises Refused when it is not whole, or when the client has too many open ones."""

    def check(job: Job) -> None:
        require_whole(job)
        require_room(job)

    with begins(actor):
        return move(job, "publish", actor=actor, check=check)
