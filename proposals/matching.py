"""How well a creator fits a job, and why. Pure: facts in, a score and sentences out; no database, no clock.

Used by the client's board (a creator with a proposal) and to find jobs for a creator (without one). Every point has a
reason that is printed, and nothing that the reasons do not name counts.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Out of what each question can give. What a job does not say (no skills, no budget) is not asked, and the score is
# then out of the rest.
SKILLS, PRICE, TIME, RATING, EXPERIENCE = 40, 20, 15, 15, 10
SOON = timedelta(days=7)
# A newcomer is neither good nor bad: they start at the middle, and ratings move them from there as they come in.
RATING_MIDDLE, RATING_WEIGHT = 3.5, 3
EXPERIENCED = 10  # finished contracts, from which more say nothing more


@dataclass(frozen=True)
class JobFacts:
    """What a job asks for. Amounts in minor units of `currency`; `deadline` in the client's calendar."""

    skills: Collection[str] = ()
    currency: str = ""
    budget_min: int | None = None
    budget_max: int | None = None
    deadline: date | None = None


@dataclass(frozen=True)
class CreatorFacts:
    """What is known of a creator. `free_from` None: away. `project_minor`: what their projects start at."""

    skills: Collection[str] = ()
    free_from: date | None = None
    rating_average: float = 0
    rating_count: int = 0
    finished: int = 0
    currency: str = ""
    project_minor: int | None = None


@dataclass(frozen=True)
class BidFacts:
    """What they propose. `price` in minor units of the job's currency."""

    price: int
    days: int


@dataclass(frozen=True)
class Reason:
    """A sentence without a full stop; `kind` is good, plain or bad. The creator has `known` it: true of every job."""

    text: str
    kind: str = "good"
    known: bool = False


@dataclass(frozen=True)
class Match:
    """`score` from 0 to 100; reasons, the weightiest first."""

    score: int
    reasons: list[Reason] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The good reasons in a line: "matches 4 of 5 skills, free this week"."""
        return ", ".join(reason.text for reason in self.reasons if reason.kind == "good")

    @property
    def words_to_creator(self) -> str:
        """The same without what creators know of themselves: it would stand beside every job."""
        return ", ".join(reason.text for reason in self.reasons if reason.kind == "good" and not reason.known)


@dataclass(frozen=True)
class _Part:
    """The answer to one question: `share` (0 to 1) of `weight`."""

    weight: int
    share: float
    reason: Reason | None


def match(job: JobFacts, creator: CreatorFacts, *, today: date, bid: BidFacts | None = None) -> Match:
    """How well they fit. `today` in the calendar of who looks."""
    asked = [
        _skills(job, creator),
        _price(job, creator, bid),
        _time(job, creator, bid, today),
        _rating(creator),
        _experience(creator),
    ]
    parts = [part for part in asked if part is not None]
    whole = sum(part.weight for part in parts)
    score = round(100 * sum(part.weight * part.share for part in parts) / whole)
    ranked = sorted(parts, key=lambda part: -part.weight)
    return Match(score, [part.reason for part in ranked if part.reason is not None])


def _skills(job: JobFacts, creator: CreatorFacts) -> _Part | None:
    wanted = set(job.skills)
    if not wanted:
        return None
    shared = len(wanted & set(creator.skills))
    if not shared:
        return _Part(SKILLS, 0, Reason(_("none of the skills asked for"), "bad"))
    text = ngettext("matches %(shared)s of %(wanted)s skill", "matches %(shared)s of %(wanted)s skills", len(wanted))
    kind = "good" if shared * 2 >= len(wanted) else "plain"
    return _Part(SKILLS, shared / len(wanted), Reason(text % {"shared": shared, "wanted": len(wanted)}, kind))


def _price(job: JobFacts, creator: CreatorFacts, bid: BidFacts | None) -> _Part | None:
    """A bid is measured by the budget; without one, what their projects start at says whether it is worth asking."""
    if not job.budget_max:
        return None
    if bid is None:
        if creator.project_minor is None or creator.currency != job.currency:
            return None
        if creator.project_minor <= job.budget_max:
            return _Part(PRICE, 1, Reason(_("works at this budget")))
        return _Part(PRICE, _over(creator.project_minor, job.budget_max), Reason(_("usually costs more"), "bad"))
    if bid.price > job.budget_max:
        percent = max(round(100 * (bid.price - job.budget_max) / job.budget_max), 1)
        reason = Reason(_("%(percent)s %% over the budget") % {"percent": percent}, "bad")
        return _Part(PRICE, _over(bid.price, job.budget_max), reason)
    if job.budget_min and bid.price < job.budget_min:
        return _Part(PRICE, 1, Reason(_("under the budget")))
    return _Part(PRICE, 1, Reason(_("within the budget")))


def _over(price: int, most: int) -> float:
    """1 at the budget, 0 at twice of it."""
    return max(1 - (price - most) / most, 0)


def _time(job: JobFacts, creator: CreatorFacts, bid: BidFacts | None, today: date) -> _Part | None:
    """Whether it is there by the deadline, begun when they are free; without a deadline, how soon they can begin."""
    start = max(creator.free_from, today) if creator.free_from else None
    if job.deadline is not None and bid is not None and (start or today) + timedelta(days=bid.days) > job.deadline:
        return _Part(TIME, 0, Reason(_("too late for the deadline"), "bad"))
    if start is None:
        return _Part(TIME, 0, Reason(_("away at the moment"), "bad"))
    if start - today < SOON:
        return _Part(TIME, 1, Reason(_("free this week")))
    if job.deadline is not None and start >= job.deadline:
        return _Part(TIME, 0, Reason(_("free only after the deadline"), "bad"))
    return _Part(TIME, 0.5, Reason(_("free from %(day)s") % {"day": date_format(start, "j M")}, "plain"))


def _rating(creator: CreatorFacts) -> _Part:
    """The average, drawn to the middle while there are few."""
    if not creator.rating_count:
        return _Part(RATING, _of_five(RATING_MIDDLE), Reason(_("no ratings yet"), "plain"))
    count = creator.rating_count
    drawn = (creator.rating_average * count + RATING_MIDDLE * RATING_WEIGHT) / (count + RATING_WEIGHT)
    text = ngettext("rated %(average)s by %(count)s client", "rated %(average)s by %(count)s clients", count)
    kind = "good" if creator.rating_average >= 4 else "plain" if creator.rating_average >= 3 else "bad"
    words = text % {"average": f"{creator.rating_average:.1f}", "count": count}
    return _Part(RATING, _of_five(drawn), Reason(words, kind, known=True))


def _of_five(stars: float) -> float:
    """1 star is nothing, 5 are everything."""
    return min(max((stars - 1) / 4, 0), 1)


def _experience(creator: CreatorFacts) -> _Part:
    if not creator.finished:
        return _Part(EXPERIENCE, 0, None)
    text = ngettext("%(count)s finished contract", "%(count)s finished contracts", creator.finished)
    share = min(creator.finished, EXPERIENCED) / EXPERIENCED
    return _Part(EXPERIENCE, share, Reason(text % {"count": creator.finished}, known=True))
