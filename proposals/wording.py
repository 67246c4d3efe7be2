"""What happened to a proposal, in one sentence: the same in its timeline and in the activity feed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.models import Proposal, ProposalEvent

# How a client tidies their board is theirs alone.
PRIVATE = ("archive", "unarchive")
# What follows from another event, which says it already.
FOLLOWS = ("interview_over",)

_LINES = {
    "send": gettext_lazy("%(who)s sent a proposal."),
    "edit": gettext_lazy("%(who)s changed the proposal: version %(version)s."),
    "see": gettext_lazy("%(who)s has seen the proposal."),
    "shortlist": gettext_lazy("%(who)s put the proposal on the shortlist."),
    "unshortlist": gettext_lazy("%(who)s took the proposal off the shortlist."),
    "archive": gettext_lazy("%(who)s archived the proposal."),
    "unarchive": gettext_lazy("%(who)s put the proposal back on the board."),
    "interview": gettext_lazy("%(who)s proposed an interview."),
    "interview_over": gettext_lazy("The proposal is back on the shortlist."),
    "interview_accept": gettext_lazy("%(who)s accepted a time for the interview."),
    "interview_decline": gettext_lazy("%(who)s declined the interview."),
    "interview_cancel": gettext_lazy("%(who)s cancelled the interview."),
    "interview_expire": gettext_lazy("The interview was not answered in time."),
    "interview_hold": gettext_lazy("The interview is over."),
    "offer": gettext_lazy("%(who)s sent an offer."),
    "offer_over": gettext_lazy("The offer came to nothing."),
    "hire": gettext_lazy("The offer was accepted."),
    "decline": gettext_lazy("%(who)s declined the proposal."),
    "withdraw": gettext_lazy("%(who)s withdrew the proposal."),
    "expire": gettext_lazy("The proposal expired."),
}
_BY_THE_HOUSE = {
    "decline": gettext_lazy("Somebody else was hired."),
    "withdraw": gettext_lazy("The proposal was withdrawn."),
    "interview": gettext_lazy("An interview was proposed."),
}
_ICONS = {
    "send": "send",
    "edit": "pencil",
    "see": "eye",
    "shortlist": "star",
    "unshortlist": "star",
    "archive": "archive",
    "unarchive": "archive",
    "interview": "calendar",
    "interview_over": "calendar",
    "interview_accept": "calendar",
    "interview_decline": "calendar",
    "interview_cancel": "calendar",
    "interview_expire": "calendar",
    "interview_hold": "calendar",
    "offer": "handshake",
    "offer_over": "handshake",
    "hire": "handshake",
    "decline": "x",
    "withdraw": "undo-2",
    "expire": "clock",
}


def line(event: ProposalEvent) -> str:
    """The sentence, for either side. No query when the actor is loaded."""
    if event.actor is None and event.move in _BY_THE_HOUSE:
        return str(_BY_THE_HOUSE[event.move])
    who = event.actor.display_name if event.actor else _("ReelByte")
    return str(_LINES[event.move]) % {"who": who, "version": event.data.get("version", 1)}


def icon(event: ProposalEvent) -> str:
    """A lucide name."""
    return _ICONS[event.move]


def timeline(proposal: Proposal, *, for_client: bool) -> list[dict[str, Any]]:
    """What happened, oldest first, as steps of components/stepper.html. One query.

    How a client tidies their board is not shown to the creator.
    """
    events = proposal.events.select_related("actor").exclude(move__in=FOLLOWS)
    if not for_client:
        events = events.exclude(move__in=PRIVATE)
    return [{"title": line(event), "at": event.at, "icon": icon(event), "state": "done"} for event in events]
