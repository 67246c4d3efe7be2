"""A client clears their board. The creator does not notice: nothing is decided."""

from django.db import transaction

from accounts.models import User
from proposals import lifecycle
from proposals.models import Proposal
from reelbyte import clock
from reelbyte.errors import Conflict


def archive(proposal: Proposal, *, actor: User) -> Proposal:
    """Off the board. Raises Conflict for one that is shortlisted or further: that is answered, not put away."""
    return _set(proposal, actor, is_archived=True)


def unarchive(proposal: Proposal, *, actor: User) -> Proposal:
    """Back on it."""
    return _set(proposal, actor, is_archived=False)


def _set(proposal: Proposal, actor: User, *, is_archived: bool) -> Proposal:
    with transaction.atomic():
        proposal = lifecycle.locked(proposal)
        if proposal.job.client_id != actor.pk:
            raise Conflict
        if (proposal.archived_at is not None) == is_archived:
            return proposal
        if is_archived and proposal.is_live and proposal.is_shortlisted:
            raise Conflict
        proposal.archived_at = clock.now() if is_archived else None
        proposal.save(update_fields=["archived_at"])
        name = "archive" if is_archived else "unarchive"
        lifecycle.record(proposal, name, actor=actor, from_status=proposal.status)
    return proposal
