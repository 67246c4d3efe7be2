"""What to look at next, and why: gigs like a gig, creators for a job, jobs for a creator.

Documents find the candidates, rows are looked at again; a reason is printed for everything that counts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from creators.models import CreatorProfile
from discovery.listing import LISTINGS, Hit, hits
from discovery.models import Kind, SearchDocument
from discovery.queries import documents_for
from discovery.search import Match
from gigs.models import Gig
from jobs.models import Job
from proposals.fitting import fit
from proposals.matching import Match as Fit
from proposals.models import Proposal

LOOKED_AT = 60  # candidates that are compared
SHOWN = 6
NEAR_PRICE = 0.35  # of the price: up to this much more or less is about the same
LEAST_FIT = 40  # of 100, below which nothing is recommended


@dataclass(frozen=True)
class Recommendation:
    """A card and why it is here: "matches 4 of 5 skills, free this week"."""

    hit: Hit
    words: str


def gigs_like(gig: Gig, viewer: Any) -> list[Recommendation]:
    """Live gigs of the same kind, the most alike first. One question, and three for the cards."""
    near = Q(category=gig.category_id) | Q(top=gig.category.parent_id or gig.category_id)
    documents = documents_for(viewer).filter(near, kind=Kind.GIG).exclude(object_id=gig.pk)
    found = documents.order_by("tier", "-quality", "-id").defer("vector", "body")[:LOOKED_AT]
    scored = [(*_likeness(gig, document), document) for document in found]
    scored.sort(key=lambda row: (-row[0], -row[2].quality, row[2].pk))
    return _drawn(Kind.GIG, [(document.object_id, words) for _score, words, document in scored[:SHOWN]], viewer)


def _likeness(gig: Gig, other: SearchDocument) -> tuple[int, str]:
    """Points, and the reasons that gave them."""
    score, reasons = 0, []
    if other.category_id == gig.category_id:
        score += 40
        reasons.append(_("the same kind of film"))
    tags = {line.lower() for line in other.keywords.splitlines()} & {tag.lower() for tag in gig.tags}
    if tags:
        score += 12 * len(tags)
        reasons.append(_("also %(tags)s") % {"tags": ", ".join(sorted(tags)[:2])})
    if other.currency == gig.currency and other.price_minor and gig.from_minor:
        change = other.price_minor / gig.from_minor - 1
        if abs(change) <= NEAR_PRICE:
            score += 15
            reasons.append(_("about the same price") if change > -0.1 else _("costs a little less"))  # noqa: PLR2004
    if other.days and gig.fastest_days and other.days < gig.fastest_days:
        score += 10
        reasons.append(_("delivered sooner"))
    if other.rating_count and other.rating_average > gig.rating_average:
        score += 8
        reasons.append(_("rated higher"))
    return score, ", ".join(reasons[:3]) or _("in the same category")


def creators_for(job: Job, viewer: Any) -> list[Recommendation]:
    """Creators who fit a job best, whom its client has not invited and who have not proposed. Seven questions."""
    skills = [skill.slug for skill in job.skills.all()]
    wanted = Q(skills__overlap=skills) | Q(tops__contains=[job.category.parent_id or job.category_id])
    known = {*job.invitations.values_list("creator", flat=True), job.client_id}
    known |= set(Proposal.objects.filter(job=job).values_list("creator", flat=True))
    documents = documents_for(viewer).filter(wanted, kind=Kind.CREATOR).exclude(owner__in=known)
    ids = documents.order_by("tier", "-quality", "-id").values_list("object_id", flat=True)[:LOOKED_AT]
    profiles = CreatorProfile.objects.filter(pk__in=list(ids)).select_related("user").prefetch_related("skills")
    fits = [(profile.pk, fit(job, profile)) for profile in profiles]
    return _drawn(Kind.CREATOR, _best(fits), viewer)


def jobs_for(profile: CreatorProfile, viewer: Any) -> list[Recommendation]:
    """Open jobs that fit a creator best, on which they have not bid. Six questions."""
    skills = [skill.slug for skill in profile.skills.all()]
    tops = {skill.category_id for skill in profile.skills.all()}
    documents = documents_for(viewer).filter(Q(skills__overlap=skills) | Q(top__in=tops), kind=Kind.JOB)
    bid = Proposal.objects.filter(creator=viewer).values("job")
    documents = documents.exclude(owner=viewer).exclude(object_id__in=bid)
    ids = documents.order_by("-published_at", "-id").values_list("object_id", flat=True)[:LOOKED_AT]
    rows = LISTINGS[Kind.JOB].rows(viewer).filter(pk__in=list(ids))
    fits = [(row.pk, fit(row, profile)) for row in rows]
    return _drawn(Kind.JOB, _best(fits, lambda match: match.words_to_creator), viewer)


def _best(
    fits: Iterable[tuple[int, Fit]], words: Callable[[Fit], str] = lambda match: match.words
) -> list[tuple[int, str]]:
    good = [(pk, match) for pk, match in fits if match.score >= LEAST_FIT and words(match)]
    good.sort(key=lambda row: (-row[1].score, -row[0]))
    return [(pk, words(match)) for pk, match in good[:SHOWN]]


def _drawn(kind: str, chosen: list[tuple[int, str]], viewer: Any) -> list[Recommendation]:
    words = dict(chosen)
    shown = hits([Match(kind, object_id) for object_id in words], viewer)
    return [Recommendation(hit, words[hit.row.pk]) for hit in shown]
