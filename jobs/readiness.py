"""What a job still lacks before creators can bid on it."""

from django.utils.translation import gettext as _

from jobs.models import Job
from reelbyte import clock, policy
from reelbyte.errors import Refused

DESCRIPTION_MINIMUM_CHARACTERS = 80


def missing(job: Job) -> list[str]:
    """Sentences that say what to do; empty when it is whole. No query."""
    lacks = []
    if len(job.description) < DESCRIPTION_MINIMUM_CHARACTERS:
        lacks.append(_("Describe the job in %(count)s characters or more.") % {"count": DESCRIPTION_MINIMUM_CHARACTERS})
    if job.budget_max_minor is None:
        lacks.append(_("Say what it may cost: creators answer no blank."))
    if job.deadline is not None and job.deadline < clock.today():
        lacks.append(_("The deadline has passed. Choose a day to come, or none."))
    return lacks


def require_whole(job: Job) -> None:
    """Raises Refused with everything that is missing."""
    if lacks := missing(job):
        raise Refused(" ".join(lacks))


def require_room(job: Job) -> None:
    """Raises Refused when the client has as many open jobs as policy allows."""
    if Job.objects.open().filter(client_id=job.client_id).count() >= policy.JOBS_OPEN_MAXIMUM:
        raise Refused(
            _("You have %(most)s open jobs. Close one before you open another.") % {"most": policy.JOBS_OPEN_MAXIMUM}
        )
