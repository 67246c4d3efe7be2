"""A creator agrees to keep quiet about a job."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from jobs.lifecycle import locked
from jobs.models import Job, NdaAcceptance
from reelbyte import audit
from reelbyte.errors import Conflict, Refused


def accept_nda(job: Job, creator: User, *, version: int) -> NdaAcceptance:
    """Record that they agreed to the wording they were shown (`version`), and its words.

    Accepted already, the record there is. Raises Conflict when the words have changed since, or when there is no NDA;
    Refused for the job's own client and for who is no creator.
    """
    if not creator.is_creator or creator.pk == job.client_id:
        raise Refused(_("The NDA is for creators who want to propose."))
    with transaction.atomic():
        job = locked(job)
        if not job.nda_required:
            raise Conflict
        if version != job.nda_version:
            raise Conflict(_("The NDA was changed a moment ago. Read it again before you accept it."))
        acceptance, created = NdaAcceptance.objects.get_or_create(
            job=job, creator=creator, version=version, defaults={"text": job.nda_text}
        )
        if created:
            audit.record(creator, "jobs.nda_accepted", job, version=version)
    return acceptance
