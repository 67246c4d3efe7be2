"""What this app gives along when somebody takes their data, and forgets when they leave."""

from uuid import uuid4

from django.utils.translation import gettext as _

from accounts import hooks
from accounts.exporting import Part, enclosed, rows
from accounts.models import User
from jobs.models import Invitation, Job, JobFile, JobQuestion, NdaAcceptance
from jobs.references import set_references


def register() -> None:
    """Called once by `JobsConfig.ready`."""
    hooks.export("jobs", _jobs)
    hooks.anonymise(_forget)


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


def _forget(user: User) -> None:
    """Closed already, as the person is gone. Contracts made of them keep their own copy of what was agreed.

    An NDA stays for those who agreed to it.
    """
    for job in Job.objects.owned_by(user):
        set_references(job, videos=[], kept=[], added=[])
        job.questions.all().delete()
        job.slug, job.title = f"former-{uuid4().hex[:16]}", _("A job of a former member")
        job.description, job.deliverables = "", []
        if not job.nda_acceptances.exists():
            job.nda_required, job.nda_text = False, ""
        job.save(update_fields=["slug", "title", "description", "deliverables", "nda_required", "nda_text"])
