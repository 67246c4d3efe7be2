"""What is told in the chat: a proposal that was sent, an interview. Each loaded once for a whole thread."""

from django.utils.translation import gettext_lazy as _

from messaging import cards
from proposals.models import Interview, Proposal
from proposals.talk import INTERVIEW, SENT
from reelbyte import clock


def proposals(refs: list[str]) -> dict[str, Proposal]:
    """The proposals behind the cards. One query."""
    rows = Proposal.objects.filter(public_id__in=refs).select_related("job")
    return {str(row.public_id): row for row in rows}


def interviews(refs: list[str]) -> dict[str, Interview]:
    """The interviews behind the cards, with their times and both people. Two queries."""
    rows = Interview.objects.filter(public_id__in=refs).select_related("proposal__job__client", "proposal__creator")
    found = {str(row.public_id): row for row in rows.prefetch_related("slots")}
    for interview in found.values():
        interview.seen_at = clock.now()  # type: ignore[attr-defined] # times that have passed are not offered
    return found


def register() -> None:
    """Called once by `ProposalsConfig.ready`."""
    cards.register(SENT, template="proposals/cards/proposal.html", load=proposals, label=_("Proposal"))
    cards.register(INTERVIEW, template="proposals/cards/interview.html", load=interviews, label=_("Interview"))
