"""Bid on a job."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.standing import begins
from creators.actions.open_profile import open_profile
from jobs.access import biddable_job
from jobs.models import Job
from proposals import announcements, content, lifecycle, talk
from proposals.content import ProposalContent
from proposals.models import Proposal
from reelbyte import clock, policy
from reelbyte.errors import Conflict, TooMany

WEEK = timedelta(days=7)


def send_proposal(job: Job, creator: User, said: ProposalContent) -> Proposal:
    """One live proposal a creator and job.

    Raises Conflict when there is one already or the job takes none, Http404 for a job they may not see (a block
    hides it), Refused before its NDA, for a limited creator or for what policy does not allow, TooMany after
    policy.PROPOSALS_A_WEEK of them in the past seven days, withdrawn ones included.
    """
    # They are held by it: two of a person's proposals, on two jobs, are counted one after the other.
    with begins(creator):
        job = biddable_job(creator, job.slug, lock=True)
        if Proposal.objects.live().filter(job=job, creator=creator).exists():
            raise Conflict(_("You have proposed on this job already."))
        _check_week(creator)
        open_profile(creator)  # what the client reads beside the proposal
        proposal = Proposal(job=job, creator=creator, currency=job.currency)
        content.check(said, job, proposal)
        content.write(proposal, said)
        lifecycle.record(proposal, "send", actor=creator, from_status="", version=1)
        lifecycle.recount(job.pk)
        talk.post(proposal)
        announcements.received(proposal)
    return proposal


def left_this_week(creator: User) -> int:
    """How many more they may send now. One query."""
    return max(policy.PROPOSALS_A_WEEK - _sent(creator).count(), 0)


def _check_week(creator: User) -> None:
    sent = list(_sent(creator).order_by("-created_at").values_list("created_at", flat=True)[: policy.PROPOSALS_A_WEEK])
    if len(sent) >= policy.PROPOSALS_A_WEEK:
        again = date_format(localtime(sent[-1] + WEEK), "DATETIME_FORMAT")
        raise TooMany(
            _("You have sent %(most)s proposals in seven days, as many as one can. You can send the next on %(again)s.")
            % {"most": policy.PROPOSALS_A_WEEK, "again": again}
        )


def _sent(creator: User):  # noqa: ANN202 - a queryset of proposals
    return Proposal.objects.filter(creator=creator, created_at__gt=clock.now() - WEEK)
