"""The conversation of a job's client and a creator, and the cards in it."""

from messaging.actions.open_conversation import open_conversation
from messaging.actions.post_card import post_card, refresh_card
from messaging.models import Conversation
from proposals.models import Interview, Proposal

SENT, INTERVIEW = "proposals.sent", "proposals.interview"


def conversation_of(proposal: Proposal) -> Conversation:
    """Theirs about the job, the one that "Ask about this job" begins too; made if need be."""
    job = proposal.job
    return open_conversation(
        people=[job.client, proposal.creator],
        subject=f"job:{job.slug}",
        subject_label=job.title,
        url=job.get_absolute_url(),
    )


def post(proposal: Proposal) -> None:
    """The card of a proposal that was sent."""
    post_card(conversation_of(proposal), SENT, ref=str(proposal.public_id), actor=proposal.creator)


def refresh(proposal: Proposal) -> None:
    """Draw its card anew where it is open."""
    refresh_card(conversation_of(proposal), SENT, ref=str(proposal.public_id))


def post_interview(proposal: Proposal, interview: Interview) -> None:
    """The card of an interview that was proposed."""
    post_card(conversation_of(proposal), INTERVIEW, ref=str(interview.public_id), actor=proposal.job.client)


def refresh_interview(proposal: Proposal, interview: Interview) -> None:
    """Draw its card anew where it is open."""
    refresh_card(conversation_of(proposal), INTERVIEW, ref=str(interview.public_id))
