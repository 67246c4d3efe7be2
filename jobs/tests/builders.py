"""Rows that tests begin with: small, valid, and named."""

from typing import Any

from creators.models import Category, Skill
from jobs.actions.publish import publish
from jobs.actions.save_job import JobContent, save_job
from jobs.models import Job

DESCRIPTION = (
    "We launch a folding bike in May and need three vertical films of it: hook first, the fold as the turn, sound on."
)
NDA = "What you read here stays with you until the launch."


def job_content(**parts: Any) -> JobContent:
    """A whole job. Columns by name; `skills` by name, the other lists as JobContent has them."""
    lists = {name: parts.pop(name) for name in ("questions", "videos", "kept", "added") if name in parts}
    skills = list(Skill.objects.filter(name__in=parts.pop("skills", ())))
    fields = {
        "title": "Three vertical films of a folding bike",
        "category": Category.objects.filter(parent__slug="product-films").first(),
        "description": DESCRIPTION,
        "deliverables": ["3 vertical films, 20 seconds each"],
        "currency": "EUR",
        "budget_min_minor": 80_000,
        "budget_max_minor": 120_000,
        **parts,
    }
    return JobContent(fields, skills=skills, **lists)


def make_job(client: Any, status: str = "open", **parts: Any) -> Job:
    """A whole job of `client`: a draft, or brought to `status` by the actions that lead there."""
    from jobs.actions.close import close
    from jobs.actions.fill import fill
    from jobs.lifecycle import move

    if parts.get("nda_required"):
        parts.setdefault("nda_text", NDA)
    job = save_job(client, None, job_content(**parts))
    if status != "draft":
        job = publish(job, actor=client)
    if status == "closed":
        job = close(job, actor=client)
    if status == "filled":
        job = fill(job)
    if status == "expired":
        job = move(job, "expire", actor=None)
    return job
