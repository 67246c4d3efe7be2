"""What happens to proposals when something happens to their job, or to one of the two people.

Registered with the hooks of the apps below; each runs inside their transaction, with the job locked where it is about
one. An offer that is out outlives the job: it may still be accepted, and then the job is filled after all.
"""

from collections.abc import Sequence

from accounts.models import User
from jobs.models import Job
from proposals import announcements
from proposals.lifecycle import move
from proposals.models import Proposal


def job_changed(job: Job, labels: Sequence[str]) -> None:
    """Those who bid are told."""
    announcements.job_changed(job, labels)


def job_ended(job: Job) -> None:
    """Every open proposal is answered: declined when somebody was hired, else expired."""
    for proposal in _undecided(Proposal.objects.filter(job=job)):
        if job.status == Job.Status.FILLED:
            then, reason = announcements.job_ended, Proposal.Reason.OTHER_HIRED
            move(proposal, "decline", actor=None, then=then, reason=reason)
        else:
            move(proposal, "expire", actor=None, then=announcements.job_ended)


def suspended(user: User) -> None:
    """A suspended creator bids on nothing. Their own jobs are closed by `jobs`."""
    for proposal in _undecided(Proposal.objects.filter(creator=user)):
        move(proposal, "withdraw", actor=None, then=announcements.withdrawn)


def blocked(blocker: User, other: User) -> None:
    """Nothing is left to decide between two who do not want to meet; neither hears of it."""
    for creator, client, name in ((blocker, other, "withdraw"), (other, blocker, "expire")):
        for proposal in _undecided(Proposal.objects.filter(creator=creator, job__client=client)):
            move(proposal, name, actor=None)


def _undecided(proposals):  # noqa: ANN001, ANN202 - querysets of proposals
    """In the order of their jobs: two that run at once lock them in the same order."""
    live = proposals.live().exclude(status=Proposal.Status.OFFERED)
    return live.select_related("job__client", "creator").order_by("job_id", "pk")
