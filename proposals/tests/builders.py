"""Rows that tests begin with: small, valid, and named."""

from datetime import timedelta
from typing import Any

from jobs.models import Job
from proposals.actions.send_proposal import send_proposal
from proposals.content import ProposalContent
from proposals.models import Offer, Proposal
from reelbyte import clock

LETTER = "I shot three of these last year, and have two free days next week."


def bid(job: Job, creator: Any, **columns: Any) -> Proposal:
    """The row alone."""
    values = {"currency": job.currency, "price_minor": 90_000, "days": 10, "cover_letter": LETTER}
    return Proposal.objects.create(job=job, creator=creator, **{**values, **columns})


def content(**parts: Any) -> ProposalContent:
    """A whole proposal."""
    values = {"price_minor": 90_000, "days": 10, "cover_letter": LETTER}
    return ProposalContent(**{**values, **parts})


def send(job: Job, creator: Any, **parts: Any) -> Proposal:
    """A whole proposal, by the action that sends it."""
    return send_proposal(job, creator, content(**parts))


def make_offer(proposal: Proposal, **columns: Any) -> Offer:
    """The client's offer on it, as proposed: the row, with its milestone."""
    offer = Offer.objects.create(**{
        "client": proposal.job.client,
        "creator": proposal.creator,
        "made_by": proposal.job.client,
        "proposal": proposal,
        "title": proposal.job.title,
        "scope": "As proposed.",
        "currency": proposal.currency,
        "total_minor": proposal.price_minor,
        "expires_at": clock.now() + timedelta(days=7),
        **columns,
    })  # fmt: skip
    offer.milestones.create(position=1, title="All of it", amount_minor=offer.total_minor, days=proposal.days)
    return offer
