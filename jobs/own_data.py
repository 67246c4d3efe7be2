"""What this app gives along when somebody takes their data. Jobs of people who leave are closed, as on suspension."""

from accounts import hooks
from accounts.exporting import Part, enclosed, rows
from accounts.models import User
from jobs.models import Invitation, Job, JobFile, JobQuestion, NdaAcceptance


def register() -> None:
    """Called once by `JobsConfig.ready`."""
    hooks.export("jobs", _jobs)


def _jobs(user: User) -> Part:
    own = Job.objects.owned_by(user)
    files = JobFile.objects.filter(job__in=own, video__isnull=True).order_by("pk")
    return Part(
        {
            "jobs": rows(own, "public_id", "slug", "title", "description", "deliverables", "category__name",
                         "budget_min_minor", "budget_max_minor", "currency", "start", "deadline", "visibility",
                         "nda_text", "status", "created_at"),
            "questions": rows(JobQuestion.objects.filter(job__in=own), "job__slug", "text", "required"),
            "invitations_sent": rows(Invitation.objects.filter(job__in=own), "job__slug", "creator__name", "message",
                                     "status", "created_at"),
            "invitations_received": rows(Invitation.objects.filter(creator=user), "job__title", "message", "status",
                                         "reason", "created_at"),
            "ndas_accepted": rows(NdaAcceptance.objects.filter(creator=user), "job__title", "version", "at"),
        },
        enclosed("files", ((row.name, row.file) for row in files)),
    )  # fmt: skip
