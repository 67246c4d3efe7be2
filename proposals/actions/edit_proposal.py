"""Change what was sent, while nothing was chosen by it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from jobs.access import may_read
from proposals import announcements, content, lifecycle, talk
from proposals.content import ProposalContent
from proposals.models import Proposal
from reelbyte.errors import Conflict, Refused


def edit_proposal(proposal: Proposal, creator: User, said: ProposalContent, *, version: int) -> Proposal:
    """The next version of it; those before stay readable. `version` is the one the page was made from.

    Raises Conflict once it is shortlisted or answered, when the job takes no proposals, for somebody else's, or when
    another page has changed it meanwhile; Refused for what policy does not allow.
    """
    with transaction.atomic():
        proposal = lifecycle.locked(proposal)
        if proposal.creator_id != creator.pk or not proposal.job.is_open:
            raise Conflict
        if not proposal.is_editable:
            raise Conflict(_("The client has moved on with this proposal: it can no longer be changed."))
        if proposal.version != version:
            raise Conflict(_("You have changed this proposal in another window. Look at it again first."))
        if not may_read(proposal.job, creator):
            raise Refused(_("Accept the NDA of this job first."))
        content.check(said, proposal.job, proposal)
        proposal.version += 1
        content.write(proposal, said)
        lifecycle.record(proposal, "edit", actor=creator, from_status=proposal.status, version=proposal.version)
        talk.refresh(proposal)
        announcements.edited(proposal)
    return proposal
