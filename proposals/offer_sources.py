"""What the form of a new offer starts from: a proposal, another offer, a gig, or a person alone."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict

from accounts.models import User
from creators.fields import AmountField
from gigs.models import Gig
from messaging.access import addressee
from proposals.access import proposal_for_client
from proposals.models import Proposal
from proposals.offer_terms import Part, Terms
from reelbyte.money import Money

PREFILLED = ("title", "scope", "licence", "revisions", "currency")


@dataclass
class Source:
    """Whom it goes to, in which role, and what is filled in already."""

    other: User
    is_client: bool
    proposal: Proposal | None = None
    gig: Gig | None = None
    initial: dict[str, Any] = field(default_factory=dict)
    parts: list[dict[str, Any]] = field(default_factory=list)


def source_of(user: User, query: QueryDict) -> Source:
    """From the address: `?proposal=<id>`, or `?to=<person>` with, if wanted, `&gig=<slug>`, `&as=creator` and values.

    404 for what is not there for `user`.
    """
    if "proposal" in query:
        proposal = proposal_for_client(user, _uuid(query.get("proposal", "")))
        return Source(proposal.creator, True, proposal, initial=_of_job(proposal), parts=_parts(_bid(proposal)))
    other = addressee(user, _uuid(query.get("to", "")))
    is_client = _acts_as_client(user, other, wish=query.get("as", ""))
    gig = None
    if "gig" in query:
        seller = other if is_client else user
        gig = Gig.objects.visible_to(user).filter(slug=query["gig"], creator__user=seller).first()
        if gig is None:
            raise Http404
    initial: dict[str, Any] = {name: query.get(name, "")[:5_000] for name in PREFILLED if name in query}
    if gig is not None:
        initial = {"title": gig.title, "currency": gig.currency} | initial
    parts: list[dict[str, Any]] = [
        {"title": title[:200], "price": price[:20], "days": days[:4]}
        for title, price, days in zip(
            query.getlist("part"), query.getlist("price"), query.getlist("days"), strict=False
        )
    ]
    return Source(other, is_client, gig=gig, initial=initial, parts=parts or [{}])


def filled_from(terms: Terms) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Another offer's terms, as they are typed."""
    initial = {
        "title": terms.title,
        "scope": terms.scope,
        "currency": terms.currency,
        "licence": terms.licence,
        "revisions": terms.revisions,
    }
    return initial, _parts(terms.parts)


def _of_job(proposal: Proposal) -> dict[str, Any]:
    job = proposal.job
    return {
        "title": job.title,
        "scope": "\n".join([*job.deliverables, "", job.description]).strip()[:5_000],
        "currency": proposal.currency,
    }


def _bid(proposal: Proposal) -> list[Part]:
    rows = [Part(row.title, Money(row.amount_minor, proposal.currency), row.days) for row in proposal.milestones.all()]
    return rows or [Part(proposal.job.title, proposal.price, proposal.days)]


def _parts(parts: Any) -> list[dict[str, Any]]:
    return [{"title": part.title, "price": AmountField.typed(part.amount), "days": part.days} for part in parts]


def _acts_as_client(user: User, other: User, *, wish: str) -> bool:
    """Who would pay: the one who is no creator; where both could be either, as one is here, or says."""
    hires, works = user.is_client and other.is_creator, user.is_creator and other.is_client
    if not hires and not works:
        raise Http404
    if hires and works:
        return wish != "creator" if wish else not user.acts_as_creator
    return hires


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
