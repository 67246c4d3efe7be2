"""Write the counted columns of a job. Called from the apps above, with exact numbers they counted."""

from jobs.models import Job


def record_proposals(job_id: int, *, proposals: int, shortlisted: int) -> None:
    """How many stand, and how many of them are on the client's shortlist; counted inside the caller's transaction."""
    Job.objects.filter(pk=job_id).update(proposal_count=proposals, shortlist_count=shortlisted)
