"""Save what a job says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from creators.models import Skill
from jobs import announcements, hooks
from jobs.lifecycle import locked, renew
from jobs.models import Job, JobEvent, JobFile, JobQuestion
from jobs.readiness import require_whole
from jobs.references import Reference, set_references
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money
from videos.models import Video

EDITABLE = frozenset([
    "title", "description", "deliverables", "category", "currency", "budget_min_minor", "budget_max_minor", "start",
    "deadline", "visibility", "nda_required", "nda_text",
])  # fmt: skip
FROZEN = (Job.Status.FILLED,)


@dataclass(frozen=True)
class JobContent:
    """What the posting page holds. Amounts in minor units of the job's currency.

    `questions` are columns of JobQuestion; one with an "id" of this job is kept and changed. `kept` are the job's own
    files that stay, `added` those to come.
    """

    fields: dict[str, Any]
    skills: Sequence[Skill] = ()
    questions: Sequence[dict[str, Any]] = ()
    videos: Sequence[Video] = ()
    kept: Sequence[JobFile] = ()
    added: Sequence[Reference] = field(default_factory=list)


def save_job(client: User, job: Job | None, content: JobContent) -> Job:
    """Write a new draft, or change one of the client's jobs; an open one stays open, and its people are told.

    Raises Conflict for a job that is filled, Refused for what policy does not allow or an open job left less than
    whole.
    """
    if unknown := content.fields.keys() - EDITABLE:
        raise ValueError(f"not for a form to write: {sorted(unknown)}")
    with transaction.atomic():
        job = _own(client, job)
        before = _said(job) if job.is_open else {}
        was_nda = (job.nda_required, job.nda_text)
        for name, value in content.fields.items():
            setattr(job, name, value)
        _check(job, content)
        if job.nda_required and was_nda != (True, job.nda_text):
            job.nda_version += 1
        if job.published_at is None:
            job.slug = _slug(job)
        if job.is_open:
            require_whole(job)
            renew(job)
        job.save()
        job.skills.set(content.skills)
        _set_questions(job, content.questions)
        set_references(job, videos=content.videos, kept=content.kept, added=content.added)
        if job.is_open and (labels := _changed(before, _said(job))):
            _tell(job, labels, client)
        hooks.saved(job)
    return job


def _own(client: User, job: Job | None) -> Job:
    if job is None or job.pk is None:
        return Job(client=client)
    job = locked(job)
    if job.client_id != client.pk:
        raise Conflict
    if job.status in FROZEN:
        raise Conflict(_("This job is filled. Open it again to change it."))
    return job


def _check(job: Job, content: JobContent) -> None:
    least, most = (Money.of(units, job.currency) for units in (policy.PRICE_MINIMUM_UNITS, policy.PRICE_MAXIMUM_UNITS))
    ends = (job.budget_min_minor, job.budget_max_minor)
    if ends != (None, None):
        if None in ends or not least.minor <= ends[0] <= ends[1] <= most.minor:  # type: ignore[operator]
            raise Refused(_("A budget is between %(least)s and %(most)s.") % {"least": least.short, "most": most.short})
    if job.start and job.deadline and job.deadline < job.start:
        raise Refused(_("The deadline is before the start."))
    if job.nda_required and not job.nda_text.strip():
        raise Refused(_("Write what creators agree to, or ask for no NDA."))
    if len(content.skills) > policy.JOB_SKILLS_MAXIMUM:
        raise Refused(_("Choose %(most)s skills at most.") % {"most": policy.JOB_SKILLS_MAXIMUM})
    if len(content.questions) > policy.JOB_QUESTIONS_MAXIMUM:
        raise Refused(_("Ask %(most)s questions at most.") % {"most": policy.JOB_QUESTIONS_MAXIMUM})


def _slug(job: Job) -> str:
    """From the title, with a tail that nobody guesses; kept while the title's words stay the same."""
    words = slugify(job.title)[:85].strip("-") or "job"
    return job.slug if job.slug.rpartition("-")[0] == words else f"{words}-{token_hex(6)}"


def _set_questions(job: Job, rows: Sequence[dict[str, Any]]) -> None:
    """In the order of the form. An id of another job is a new row."""
    known = {row.pk: row for row in job.questions.all()}
    kept = []
    for position, columns in enumerate(rows):
        row = known.get(columns.get("id") or 0) or JobQuestion(job=job)
        row.text, row.required, row.position = columns["text"], columns["required"], position
        row.save()
        kept.append(row.pk)
    job.questions.exclude(pk__in=kept).delete()


def _said(job: Job) -> dict[str, Any]:
    """What somebody who proposed has relied on, under the words they know it by."""
    budget = (job.currency, job.budget_min_minor, job.budget_max_minor)
    dates: tuple[date | None, date | None] = (job.start, job.deadline)
    return {
        str(_("Title")): job.title,
        str(_("Description")): job.description,
        str(_("Deliverables")): list(job.deliverables),
        str(_("Budget")): budget,
        str(_("Dates")): dates,
        str(_("NDA")): (job.nda_required, job.nda_text),
        str(_("Skills")): set(job.skills.values_list("pk", flat=True)),
        str(_("Questions")): list(job.questions.values_list("text", "required")),
        str(_("References")): list(job.files.values_list("name", flat=True)),
    }


def _changed(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [label for label, value in now.items() if before.get(label) != value]


def _tell(job: Job, labels: list[str], client: User) -> None:
    event = JobEvent.objects.create(
        job=job, actor=client, move="change", from_status=job.status, to_status=job.status,
        data={"changed": labels}, at=clock.now(),
    )  # fmt: skip
    announcements.changed(job, labels, event)
    hooks.changed(job, labels)
