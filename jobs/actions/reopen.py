"""Take proposals again."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.standing import begins
from jobs.lifecycle import move
from jobs.models import Job, JobEvent
from jobs.readiness import require_room, require_whole
from reelbyte.errors import Refused


def reopen(job: Job, *, actor: User) -> Job:
    """From closed, expired or filled. Raises Refused when it is no longer whole (a deadline may have passed), and to
    its client when staff have closed it.
    """

    def check(job: Job) -> None:
        last = job.events.filter(move="close").last()
        if job.status == Job.Status.CLOSED and actor.pk == job.client_id and last and _by_staff(last, job):
            raise Refused(_("Our staff have closed this job. Write to support if you think this is wrong."))
        require_whole(job)
        require_room(job)

    with begins(actor):
        return move(job, "reopen", actor=actor, check=check)


def _by_staff(event: JobEvent, job: Job) -> bool:
    """Not by its client, and not by the house when somebody is suspended."""
    return event.actor_id not in (None, job.client_id)
