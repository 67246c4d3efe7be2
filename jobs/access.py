"""Load and authorise. A stranger gets 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jobs.models import Invitation, Job, JobFile, NdaAcceptance
from reelbyte.errors import Conflict, Refused

if TYPE_CHECKING:
    from accounts.models import User


def visible_job(user: object, slug: str, lock: bool = False) -> Job:
    """A job this person (or anonymous) may open. With an NDA, ask `may_read` before showing more than its head."""
    return _one(Job.objects.visible_to(user), slug, lock)


def own_job(user: "User", slug: str, lock: bool = False) -> Job:
    """A job of their own, in any state."""
    return _one(Job.objects.owned_by(user), slug, lock)


def biddable_job(user: "User", slug: str, lock: bool = False) -> Job:
    """A job this creator may propose on now.

    Raises Http404 for a job they may not see, their own, or who is no creator; Conflict when it takes no proposals,
    Refused before they have accepted its NDA.
    """
    job = visible_job(user, slug, lock)
    if not user.is_creator or job.client_id == user.pk:
        raise Http404
    if not job.is_open:
        raise Conflict(_("This job no longer takes proposals."))
    if not may_read(job, user):
        raise Refused(_("Accept the NDA of this job first."))
    return job


def may_read(job: Job, viewer: object) -> bool:
    """Whether the description, the deliverables, the questions and the references may be shown to them.

    One query when the job has an NDA and the viewer is not its owner.
    """
    if not job.nda_required:
        return True
    if not getattr(viewer, "is_authenticated", False):
        return False
    person: User = viewer  # type: ignore[assignment]
    return job.client_id == person.pk or has_accepted_nda(job, person)


def has_accepted_nda(job: Job, user: "User") -> bool:
    """The words as they are now, not an earlier wording."""
    return NdaAcceptance.objects.filter(job=job, creator=user, version=job.nda_version).exists()


def readable_file(viewer: object, slug: str, public_id: UUID) -> JobFile:
    """A reference of a job they may see and read."""
    job = visible_job(viewer, slug)
    if not may_read(job, viewer):
        raise Http404
    return get_object_or_404(JobFile.objects.select_related("video"), job=job, public_id=public_id)


def own_invitation(user: "User", public_id: UUID, lock: bool = False) -> Invitation:
    """An invitation sent to them, to a job they may still see."""
    invitations = Invitation.objects.filter(creator_id=user.pk, job__in=Job.objects.visible_to(user))
    if lock:
        invitations = invitations.select_for_update(of=("self",))
    return get_object_or_404(invitations.select_related("job__client"), public_id=public_id)


def _one(jobs, slug: str, lock: bool) -> Job:  # noqa: ANN001 - a queryset of jobs
    if lock:
        jobs = jobs.select_for_update(of=("self",))
    return get_object_or_404(jobs.select_related("client", "category__parent"), slug=slug)
