"""A creator says whether they will look at a job."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from jobs import announcements
from jobs.lifecycle import locked
from jobs.models import Invitation
from reelbyte import clock
from reelbyte.errors import Conflict


def answer_invitation(invitation: Invitation, *, accept: bool, actor: User, reason: str = "") -> Invitation:
    """Accept, or decline with a reason of their own choosing. A mind may change while the job is open.

    The same answer again changes nothing. Raises Conflict when the job takes no more proposals, or for somebody
    else's invitation.
    """
    answer = Invitation.Status.ACCEPTED if accept else Invitation.Status.DECLINED
    with transaction.atomic():
        # The job first, as everywhere: the lock order is job, invitation.
        job = locked(invitation.job)
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if invitation.creator_id != actor.pk:
            raise Conflict
        if invitation.status == answer:
            return invitation
        if not job.is_open:
            raise Conflict(_("This job no longer takes proposals."))
        invitation.job, invitation.creator = job, actor
        invitation.status, invitation.answered_at = answer, clock.now()
        invitation.reason = "" if accept else reason.strip()[:300]
        invitation.save(update_fields=["status", "answered_at", "reason"])
        announcements.answered(invitation)
    return invitation
