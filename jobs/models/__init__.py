"""Jobs and what hangs on them."""

from jobs.models.content import JobFile, JobQuestion
from jobs.models.invitation import Invitation, NdaAcceptance
from jobs.models.job import Job, JobEvent

__all__ = ["Invitation", "Job", "JobEvent", "JobFile", "JobQuestion", "NdaAcceptance"]
