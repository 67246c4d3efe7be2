"""What a first message to a client may be about: a job."""

from accounts.models import User
from jobs.models import Job
from messaging import subjects
from messaging.subjects import Subject


def register() -> None:
    """Called once, when the app is ready."""
    subjects.register("job", _job)


def _job(slug: str, viewer: User) -> Subject | None:
    job = Job.objects.visible_to(viewer).select_related("client").filter(slug=slug).first()
    return Subject(job.title, job.get_absolute_url(), job.client) if job else None
