"""The facts of rows, for `proposals.matching`. No query when skills are prefetched."""

from datetime import date

from creators.models import CreatorProfile
from jobs.models import Job
from proposals.matching import BidFacts, CreatorFacts, JobFacts, Match, match
from proposals.models import Proposal
from reelbyte import clock


def fit(job: Job, profile: CreatorProfile, proposal: Proposal | None = None) -> Match:
    """How well this creator fits the job; with what they propose, if they do."""
    bid = BidFacts(proposal.price_minor, proposal.days) if proposal is not None else None
    return match(_job(job), _creator(profile), today=clock.today(), bid=bid)


def _job(job: Job) -> JobFacts:
    return JobFacts(
        skills={skill.name for skill in job.skills.all()},
        currency=job.currency,
        budget_min=job.budget_min_minor,
        budget_max=job.budget_max_minor,
        deadline=job.deadline,
    )


def _creator(profile: CreatorProfile) -> CreatorFacts:
    return CreatorFacts(
        skills={skill.name for skill in profile.skills.all()},
        free_from=_free_from(profile),
        rating_average=float(profile.rating_average),
        rating_count=profile.rating_count,
        finished=profile.finished_count,
        currency=profile.currency,
        project_minor=profile.project_minor,
    )


def _free_from(profile: CreatorProfile) -> date | None:
    if profile.is_away:
        return None
    return clock.today() if profile.is_free_now else profile.available_from
