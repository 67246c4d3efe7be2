"""Who may call what in proposals; see `reelbyte.testing.matrix`."""

from datetime import timedelta
from uuid import uuid4

from reelbyte.testing.desks import Desk
from reelbyte.testing.matrix import (
    BLOCKED,
    CLIENTS,
    COUNTERPARTY,
    CREATORS,
    MEMBERS,
    MODERATOR,
    OWNER,
    SUPPORT,
    Rule,
)

HERS, HIS, BOTH = frozenset({OWNER}), frozenset({COUNTERPARTY}), frozenset({OWNER, COUNTERPARTY})
# That the client has read something is written down, and is a sign of life of their job.
# With its card in the conversation.
SEEN = frozenset({"proposals_proposal", "proposals_proposalevent", "jobs_job", "messaging_message"})


def _about(name):
    return lambda world: {"public_id": getattr(world, name).public_id}


def _bid(world):
    return {
        "terms": "whole",
        "price": "900",
        "days": "10",
        "cover_letter": "I know how bells sound.",
        "seen": "90000",
        "version": "1",
        "milestones-TOTAL_FORMS": "0",
        "milestones-INITIAL_FORMS": "0",
    }


def _offer(world):
    return {
        "offer_key": str(uuid4()),
        "title": "A launch film",
        "scope": "30 seconds, upright",
        "currency": "EUR",
        "licence": "organic",
        "revisions": "2",
        "message": "",
        "milestones-TOTAL_FORMS": "1",
        "milestones-INITIAL_FORMS": "0",
        "milestones-0-title": "All of it",
        "milestones-0-price": "900",
        "milestones-0-days": "10",
        "seen": "90000 10",
    }


TABLE: dict[str, Rule] = {
    # Whom Bob has blocked, the job is not there for; Alice has bid on it, and is led to her proposal.
    "proposals:proposal-create": Rule(
        get=CREATORS, post=CREATORS, args=lambda world: {"slug": world.members_job.slug}, data=_bid
    ),
    "proposals:proposal-list": Rule(get=CREATORS),
    "proposals:proposal-detail": Rule(get=HERS, args=_about("proposal")),
    "proposals:proposal-edit": Rule(get=HERS, post=HERS, args=_about("proposal"), data=_bid),
    "proposals:proposal-withdrawal-create": Rule(post=HERS, args=_about("proposal")),
    "proposals:file-detail": Rule(get=BOTH, args=lambda world: {"public_id": world.proposal.files.get().public_id}),
    "proposals:template-list": Rule(get=CREATORS),
    "proposals:template-create": Rule(
        get=CREATORS, post=CREATORS, data=lambda world: {"name": "Long", "text": "Dear client"}
    ),
    "proposals:template-edit": Rule(
        get=HERS, post=HERS, args=_about("letter"), data=lambda world: {"name": "Long", "text": "Dear client"}
    ),
    "proposals:template-delete": Rule(post=HERS, args=_about("letter")),
    "proposals:offer-list": Rule(get=MEMBERS),
    # To Alice, by anybody who hires and whom she has not blocked.
    "proposals:offer-create": Rule(
        get=CLIENTS - {BLOCKED},
        post=CLIENTS - {BLOCKED},
        query=lambda world: {"to": world.alice.public_id},
        data=_offer,
        also=(Rule(get=HIS, post=HIS, query=lambda world: {"proposal": world.proposal.public_id}, data=_offer),),
    ),
    "proposals:offer-detail": Rule(get=BOTH, args=_about("offer")),
    # Bob's offer, for Alice to answer; he may take it back.
    "proposals:offer-counter-create": Rule(get=HERS, post=HERS, args=_about("offer"), data=_offer),
    "proposals:offer-refusal-create": Rule(post=HERS, args=_about("offer"), knows=HIS, closed=(422,)),
    "proposals:offer-withdrawal-create": Rule(post=HIS, args=_about("offer"), knows=HERS, closed=(422,)),
    "proposals:board": Rule(get=HIS, args=lambda world: {"slug": world.job.slug}),
    "proposals:comparison": Rule(
        get=HIS,
        args=lambda world: {"slug": world.job.slug},
        query=lambda world: {"p": world.proposal.public_id},
    ),
    "proposals:review": Rule(get=HIS, args=_about("proposal"), get_writes=SEEN),
    "proposals:shortlisting-create": Rule(post=HIS, args=_about("proposal")),
    "proposals:shortlisting-delete": Rule(post=HIS, args=_about("shortlisted")),
    "proposals:archiving-create": Rule(post=HIS, args=_about("proposal")),
    "proposals:archiving-delete": Rule(post=HIS, args=_about("archived")),
    "proposals:refusal-create": Rule(post=HIS, args=_about("proposal"), data=lambda world: {"reason": "price"}),
    "proposals:note-update": Rule(post=HIS, args=_about("proposal"), data=lambda world: {"text": "Good light"}),
    "proposals:interview-create": Rule(
        get=HIS,
        post=HIS,
        args=_about("proposal"),
        data=lambda world: {"first": (world.now + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M"), "minutes": "30"},
    ),
    "proposals:interview-detail": Rule(get=BOTH, args=_about("interview")),
    "proposals:interview-acceptance-create": Rule(
        post=HERS, args=_about("interview"), data=lambda world: {"slot": world.interview.slots.get().public_id}
    ),
    "proposals:interview-refusal-create": Rule(post=HERS, args=_about("interview")),
    "proposals:interview-cancellation-create": Rule(post=BOTH, args=_about("agreed")),
    "proposals:interview-calendar": Rule(get=BOTH, args=_about("agreed")),
}

LOOKING = frozenset({MODERATOR, SUPPORT})
DESKS = {
    "proposals.Proposal": Desk(view=LOOKING),
    "proposals.ProposalEvent": Desk(view=LOOKING),
    "proposals.Interview": Desk(view=LOOKING),
    "proposals.Offer": Desk(view=LOOKING),
}
