"""What a client writes down for themselves."""

from accounts.models import User
from proposals.models import PrivateNote, Proposal
from reelbyte import clock
from reelbyte.errors import Conflict


def note(proposal: Proposal, author: User, text: str) -> PrivateNote | None:
    """One sheet a proposal; an empty one is thrown away. Nobody else reads it, nobody is told."""
    if proposal.job.client_id != author.pk:
        raise Conflict
    text = text.strip()[:2_000]
    if not text:
        PrivateNote.objects.filter(proposal=proposal, author=author).delete()
        return None
    sheet, _created = PrivateNote.objects.update_or_create(
        proposal=proposal, author=author, defaults={"text": text, "updated_at": clock.now()}
    )
    return sheet
