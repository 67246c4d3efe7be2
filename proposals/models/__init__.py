"""A creator's bid on a job, and what grows out of it: interviews, offers."""

from proposals.models.content import PrivateNote, ProposalAnswer, ProposalFile, ProposalMilestone, ProposalTemplate
from proposals.models.interview import Interview, InterviewSlot
from proposals.models.offer import Offer, OfferEvent, OfferMilestone
from proposals.models.proposal import Proposal, ProposalEvent, ProposalVersion

__all__ = [
    "Interview",
    "InterviewSlot",
    "Offer",
    "OfferEvent",
    "OfferMilestone",
    "PrivateNote",
    "Proposal",
    "ProposalAnswer",
    "ProposalEvent",
    "ProposalFile",
    "ProposalMilestone",
    "ProposalTemplate",
    "ProposalVersion",
]
