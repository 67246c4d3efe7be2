"""What waits for one person, each thing one click from its action, the nearest deadline first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from contracts import queries as contracts
from jobs.queries import waiting_count
from messaging.queries import unread
from proposals.models import Interview, Offer, Proposal
from reelbyte import clock, policy
from support.models import Ticket


@dataclass(frozen=True)
class Need:
    """`what` to do, `about` what, and where. `kind` colours it: "bad" when it is late."""

    what: str
    about: str
    url: str
    icon: str
    deadline: datetime | None = None
    kind: str = ""


def needs(user: User) -> list[Need]:
    """Everything, on both of their sides. A dozen queries, however much waits."""
    found = [need for source in SOURCES for need in source(user)]
    return sorted(found, key=lambda need: (need.deadline is None, need.deadline or clock.now()))


def _contracts(user: User) -> Iterator[Need]:
    for row in contracts.due(user):
        yield Need(
            row.step.title,
            _("%(title)s, with %(name)s") % {"title": row.contract.title, "name": row.counterparty.display_name},
            row.contract.get_absolute_url(),
            "handshake",
            row.step.deadline,
            row.step.kind,
        )


def _offers(user: User) -> Iterator[Need]:
    mine = Offer.objects.filter(Q(client=user) | Q(creator=user), status=Offer.Status.SENT).exclude(made_by=user)
    for offer in mine.select_related("made_by").filter(expires_at__gt=clock.now()):
        about = _("%(title)s, from %(name)s") % {"title": offer.title, "name": offer.made_by.display_name}
        yield Need(_("Answer the offer"), about, offer.get_absolute_url(), "scale", offer.expires_at)


def _interviews(user: User) -> Iterator[Need]:
    mine = Interview.objects.select_related("proposal__job")
    now = clock.now()
    asked = mine.filter(proposal__creator=user, status=Interview.Status.PROPOSED)
    for interview in asked:
        yield Need(_("Choose a time to talk"), interview.proposal.job.title, interview.get_absolute_url(), "calendar")
    agreed = mine.filter(status=Interview.Status.ACCEPTED, starts_at__gt=now)
    for interview in agreed.filter(Q(proposal__creator=user) | Q(proposal__job__client=user)):
        about = interview.proposal.job.title
        yield Need(_("You talk"), about, interview.get_absolute_url(), "calendar-clock", interview.starts_at)


def _proposals(user: User) -> Iterator[Need]:
    unseen = Proposal.objects.filter(job__client=user, job__status="open", status=Proposal.Status.SENT)
    for slug, title, count in unseen.order_by().values_list("job__slug", "job__title").annotate(Count("pk")):
        what = ngettext("Read %(count)d new proposal", "Read %(count)d new proposals", count) % {"count": count}
        yield Need(what, title, reverse("proposals:board", args=[slug]), "send")


def _invitations(user: User) -> Iterator[Need]:
    if user.is_creator and (count := waiting_count(user)):
        what = ngettext("Answer %(count)d invitation", "Answer %(count)d invitations", count) % {"count": count}
        yield Need(what, _("Clients asked for you by name."), reverse("jobs:invitation-list"), "mail")


def _reviews(user: User) -> Iterator[Need]:
    since = clock.now() - policy.REVIEW_WINDOW
    ended = contracts.reviewable(user).filter(ended_at__gt=since).exclude(reviews__author=user)
    for contract in ended:
        yield Need(
            _("Write a review"),
            _("%(title)s, with %(name)s")
            % {"title": contract.title, "name": contract.counterparty_of(user).display_name},
            reverse("reviews:review-create", args=[contract.public_id]),
            "star",
            contract.ended_at + policy.REVIEW_WINDOW if contract.ended_at else None,
        )


def _messages(user: User) -> Iterator[Need]:
    if count := unread(user.pk):
        what = ngettext("Read %(count)d message", "Read %(count)d messages", count) % {"count": count}
        yield Need(what, "", reverse("messaging:conversation-list"), "message-circle")


def _tickets(user: User) -> Iterator[Need]:
    for ticket in Ticket.objects.filter(user=user, status=Ticket.Status.WAITING):
        yield Need(_("Our staff have answered"), ticket.subject, ticket.get_absolute_url(), "circle-help")


SOURCES: tuple[Any, ...] = (
    _contracts, _offers, _interviews, _proposals, _invitations, _reviews, _messages, _tickets,
)  # fmt: skip
