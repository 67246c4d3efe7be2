"""Ask a creator to look at a job."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.standing import begins
from creators.models import CreatorProfile
from jobs import announcements
from jobs.lifecycle import STATE, locked, renew
from jobs.models import Invitation, Job
from reelbyte import policy
from reelbyte.errors import Conflict, Refused


def invite(job: Job, creator: User, *, message: str = "") -> Invitation:
    """One invitation a creator and job; asked again, the one there is. Renews the job.

    Raises Conflict when the job is not open, Refused for a limited client, for somebody the client does not see
    or who is no creator, and after policy.JOB_INVITATIONS_MAXIMUM of them.
    """
    with begins(job.client):
        job = locked(job)
        if (known := job.invitations.filter(creator=creator).first()) is not None:
            return known
        if not job.is_open:
            raise Conflict(_("Publish the job before you invite creators to it."))
        if creator.pk == job.client_id:
            raise Refused(_("You cannot invite yourself."))
        if not CreatorProfile.objects.visible_to(job.client).filter(user=creator).exists():
            raise Refused(_("This creator cannot be invited."))
        if job.invitations.count() >= policy.JOB_INVITATIONS_MAXIMUM:
            raise Refused(
                _("You have invited %(most)s creators, as many as a job can.")
                % {"most": policy.JOB_INVITATIONS_MAXIMUM}
            )
        renew(job)
        job.save(update_fields=STATE)
        invitation = Invitation.objects.create(job=job, creator=creator, message=message.strip())
        announcements.invited(invitation)
    return invitation
