"""A client's board: the proposals of one job, each with how well it fits, narrowed and sorted.

A job has tens of proposals, at most some hundreds: they are read whole, and narrowed and sorted here, so that what is
printed beside each is what it was sorted by.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creators.models import CreatorProfile
from jobs.models import Job
from proposals import transitions
from proposals.fitting import fit
from proposals.matching import Match
from proposals.models import Proposal
from proposals.queries import on_board

READ_AT_MOST = 500
SHOWN = 40

SHOWS = {"": _("Open"), "shortlist": _("Shortlist"), "archived": _("Archived"), "ended": _("Ended")}
SORTS = {"match": _("Best match"), "newest": _("Newest"), "price": _("Lowest price"), "rating": _("Rating")}
NARROWS = {"budget": _("Within the budget"), "free": _("Free now"), "rated": _("4 stars and more")}


@dataclass(frozen=True)
class Row:
    """A line of the board."""

    proposal: Proposal
    match: Match

    @property
    def profile(self) -> CreatorProfile:
        return self.proposal.creator.creator_profile

    @property
    def note(self) -> str:
        """The client's own, of which there is one at most."""
        return next((sheet.text for sheet in self.proposal.notes.all()), "")

    @property
    def place(self) -> str:
        """In which of SHOWS it stands."""
        if self.proposal.archived_at is not None:
            return "archived"
        if self.proposal.status in transitions.LIVE or self.proposal.status == Proposal.Status.HIRED:
            return "shortlist" if self.proposal.is_shortlisted else ""
        return "ended"

    @property
    def in_budget(self) -> bool:
        """Also when the job names none."""
        most = self.proposal.job.budget_max_minor
        return most is None or self.proposal.price_minor <= most


_NARROWED: Mapping[str, Callable[[Row], bool]] = {
    "budget": lambda row: row.in_budget,
    "free": lambda row: row.profile.is_free_now,
    "rated": lambda row: row.profile.rating_average >= 4,
}
# What is the same is in the order it came in, the earlier first.
_SORTED: Mapping[str, Callable[[Row], Any]] = {
    "match": lambda row: (-row.match.score, row.proposal.pk),
    "newest": lambda row: -row.proposal.pk,
    "price": lambda row: (row.proposal.price_minor, row.proposal.pk),
    "rating": lambda row: (-row.profile.rating_average, -row.profile.rating_count, row.proposal.pk),
}


class Board:
    """`params` is the address: show, sort, and any of NARROWS; what is not known there is left out."""

    def __init__(self, job: Job, params: QueryDict) -> None:
        self.job = job
        self.show = params.get("show", "") if params.get("show", "") in SHOWS else ""
        self.sort = params.get("sort", "") if params.get("sort", "") in SORTS else "match"
        self.narrows = [name for name in NARROWS if params.get(name)]
        self.all = bool(params.get("all"))
        self._read = rows(job, on_board(job).order_by("-pk")[:READ_AT_MOST])
        self.found = self._narrowed()

    @property
    def shown(self) -> list[Row]:
        return self.found if self.all else self.found[:SHOWN]

    @property
    def hidden_count(self) -> int:
        return len(self.found) - len(self.shown)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """For components/tabs.html."""
        counts = {show: sum(row.place == show for row in self._read) for show in SHOWS}
        # What is open includes the shortlist: it is a part of it, not another pile.
        counts[""] += counts["shortlist"]
        return [
            {"url": self.url(show=show), "label": label, "count": counts[show], "current": show == self.show}
            for show, label in SHOWS.items()
        ]

    @property
    def sorts(self) -> list[tuple[str, Any, bool]]:
        """(value, label, chosen)."""
        return [(name, label, name == self.sort) for name, label in SORTS.items()]

    @property
    def filters(self) -> list[tuple[str, Any, bool]]:
        """(name, label, on)."""
        return [(name, label, name in self.narrows) for name, label in NARROWS.items()]

    @property
    def all_url(self) -> str:
        return self.url(show=self.show, all="1")

    def url(self, **params: str) -> str:
        """The board's own address with these on top of what is chosen."""
        query = QueryDict(mutable=True)
        chosen = {"sort": self.sort if self.sort != "match" else "", **dict.fromkeys(self.narrows, "1"), **params}
        query.update({name: value for name, value in chosen.items() if value})
        base = reverse("proposals:board", args=[self.job.slug])
        return f"{base}?{query.urlencode()}" if query else base

    def _narrowed(self) -> list[Row]:
        wanted = {"", "shortlist"} if not self.show else {self.show}
        found = [row for row in self._read if row.place in wanted]
        for name in self.narrows:
            found = [row for row in found if _NARROWED[name](row)]
        return sorted(found, key=_SORTED[self.sort])


def rows(job: Job, proposals: Iterable[Proposal]) -> list[Row]:
    """Each with how well it fits; one query for the job's skills, beside those of `proposals`."""
    found = []
    for proposal in proposals:
        proposal.job = job
        found.append(Row(proposal, fit(job, proposal.creator.creator_profile, proposal)))
    return found
