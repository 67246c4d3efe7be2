"""Take proposals again."""

from accounts.models import User
from accounts.standing import check_may_begin
from jobs.lifecycle import move
from jobs.models import Job
from jobs.readiness import require_room, require_whole


def reopen(job: Job, *, actor: User) -> Job:
    """From closed, expired or filled. Raises Refused when it is no longer whole: a deadline may have passed."""

    check_may_begin(actor)

    def check(job: Job) -> None:
        require_whole(job)
        require_room(job)

    return move(job, "reopen", actor=actor, check=check)
