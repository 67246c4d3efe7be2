"""What a document says of a creator, a gig or a job. The rows of those that anybody may find, and their columns.

Everything here depends on the row and on nothing else, no clock included: a document written when its row changed
and one made anew are the same (a test says so).
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Value

from accounts.models import User
from accounts.visibility import listed_visibilities
from creators.models import CreatorProfile, PortfolioItem
from discovery.models import Kind, SearchDocument
from discovery.words import LONGEST_TERM, clean, fold, words
from gigs.models import Gig
from jobs.models import Job
from videos.models import Video

CONFIG = "english"
MEMBER = SimpleNamespace(is_authenticated=True)  # who may find most
FREE_NOW = date(1, 1, 1)
# A creator without ratings is taken for one of this many ratings of this average: one five is not a hundred fives.
USUAL_RATING, USUAL_COUNT = 3.6, 4
FILMS_LOOKED_AT = 12
SHORT_MS, LONG_MS = 20_000, 60_000
TEXTS = {"title": "A", "keywords": "B", "body": "C", "names": "D"}


@dataclass(frozen=True)
class Source:
    """Where documents of a kind come from: rows that may be found, loaded; and the columns of one of them."""

    rows: Callable[[], QuerySet]
    columns: Callable[[Any], dict[str, Any]]


def document(kind: str, row: Any) -> SearchDocument:
    """The document of a row, not saved. `tier` is not the row's to say."""
    columns = {"names": "", "keywords": "", **SOURCES[kind].columns(row)}
    columns |= {name: clean(columns[name]) for name in TEXTS}
    columns["title_key"] = fold(columns["title"])[:140]
    vector: Any = None
    for name, weight in TEXTS.items():
        part = SearchVector(Value(fold(columns[name])), weight=weight, config=CONFIG)
        vector = part if vector is None else vector + part
    return SearchDocument(kind=kind, object_id=row.pk, vector=vector, **columns)


def terms(row: SearchDocument | None) -> set[tuple[str, str]]:
    """(kind, term) that a document adds to the vocabulary. What only members may read teaches nobody words."""
    if row is None or row.members_only:
        return set()
    said = {("word", word) for name in TEXTS for word in words(getattr(row, name))}
    phrases = (fold(line) for line in row.keywords.splitlines())
    return said | {("phrase", phrase) for phrase in phrases if 3 <= len(phrase) <= LONGEST_TERM}


def _creators() -> QuerySet:
    film = PortfolioItem.objects.filter(profile=OuterRef("pk"), video__status=Video.Status.READY)
    ready = PortfolioItem.objects.filter(video__status=Video.Status.READY).select_related("video")
    films = Prefetch("portfolio", ready.order_by("-is_highlight", "position", "id"), to_attr="shown")
    rows = CreatorProfile.objects.listed(MEMBER).filter(Exists(film)).select_related("user")
    return rows.prefetch_related("skills__category", "languages", films)


def _of_creator(row: CreatorProfile) -> dict[str, Any]:
    films = row.shown[:FILMS_LOOKED_AT]  # type: ignore[attr-defined]
    skills = sorted(row.skills.all(), key=lambda skill: skill.slug)
    return {
        **_owned(row.user),
        "title": row.name,
        "keywords": "\n".join([row.headline, *(skill.name for skill in skills)]),
        "body": "\n".join([row.bio, *(" ".join([film.title, *film.tags]) for film in films)]),
        "names": "\n".join(filter(None, [row.handle, row.location])),
        "quality": _quality(row, bool(row.bio) + min(len(films), 5) + (len(skills) >= 3)),
        "tops": sorted({skill.category_id for skill in skills}),
        "skills": [skill.slug for skill in skills],
        "languages": sorted(language.code for language in row.languages.all()),
        "free_from": _free_from(row),
        "currency": row.currency,
        "price_minor": row.hourly_minor,
        "published_at": row.created_at,
        **_rated(row),
        **_filmed([film.video for film in films]),
    }


def _gigs() -> QuerySet:
    rows = Gig.objects.listed(MEMBER).select_related("creator__user", "category__parent", "cover")
    return rows.prefetch_related("creator__languages")


def _of_gig(row: Gig) -> dict[str, Any]:
    creator, category = row.creator, row.category
    kinds = [category.name, *([category.parent.name] if category.parent else [])]
    return {
        **_owned(creator.user),
        "title": row.title,
        "keywords": "\n".join([*row.tags, *kinds]),
        "body": row.description,
        "names": "\n".join(filter(None, [creator.name, creator.location])),
        "quality": _quality(row, min(len(row.description) / 400, 3) + (row.cover_id is not None)),
        "languages": sorted(language.code for language in creator.languages.all()),
        "free_from": None if row.is_queue_full else _free_from(creator),
        "currency": row.currency,
        "price_minor": row.from_minor,
        "days": row.fastest_days,
        "published_at": row.published_at,
        **_filed(category),
        **_rated(row),
        **_filmed([row.cover] if row.cover and row.cover.is_ready else []),
    }


def _jobs() -> QuerySet:
    open_to = [Job.Visibility.PUBLIC, Job.Visibility.MEMBERS]
    standing = [User.Status.ACTIVE, User.Status.LIMITED]
    rows = Job.objects.open().filter(visibility__in=open_to, client__status__in=standing)
    rows = rows.filter(client__profile_visibility__in=listed_visibilities(MEMBER))
    return rows.select_related("client__client_profile", "category__parent").prefetch_related("skills")


def _of_job(row: Job) -> dict[str, Any]:
    skills = sorted(row.skills.all(), key=lambda skill: skill.slug)
    category, profile = row.category, getattr(row.client, "client_profile", None)
    kinds = [category.name, *([category.parent.name] if category.parent else [])]
    # What an NDA keeps back is not found by its words either.
    told = [] if row.nda_required else [row.description, *row.deliverables]
    return {
        **_owned(row.client, members_only=row.visibility == Job.Visibility.MEMBERS),
        "title": row.title,
        "keywords": "\n".join([*(skill.name for skill in skills), *kinds]),
        "body": "\n".join(told),
        "names": profile.display_name if profile else row.client.display_name,
        "quality": 5 + min(len(row.description) / 400, 5) + bool(row.deliverables) + bool(skills),
        "skills": [skill.slug for skill in skills],
        "currency": row.currency,
        "price_minor": row.budget_max_minor,
        "deadline": row.deadline,
        "published_at": row.published_at,
        **_filed(category),
    }


SOURCES: dict[str, Source] = {
    Kind.CREATOR: Source(_creators, _of_creator),
    Kind.GIG: Source(_gigs, _of_gig),
    Kind.JOB: Source(_jobs, _of_job),
}


def _owned(owner: User, *, members_only: bool = False) -> dict[str, Any]:
    return {
        "owner_id": owner.pk,
        "members_only": members_only or owner.profile_visibility == User.Visibility.MEMBERS,
        "country": owner.country,
        "is_verified": owner.is_verified,
    }


def _quality(row: CreatorProfile | Gig, care: float) -> float:
    """0 to about 60: how well it is rated, how often it was finished, how much care went into it."""
    count = row.rating_count
    rating = (float(row.rating_average) * count + USUAL_RATING * USUAL_COUNT) / (count + USUAL_COUNT)
    return round(rating * 4 + 6 * math.log1p(row.finished_count) + care, 3)


def _rated(row: CreatorProfile | Gig) -> dict[str, Any]:
    return {
        "rating_average": row.rating_average,
        "rating_count": row.rating_count,
        "finished_count": row.finished_count,
    }


def _filed(category: Any) -> dict[str, Any]:
    return {"category_id": category.pk, "top_id": category.parent_id or category.pk}


def _free_from(profile: CreatorProfile) -> date | None:
    if profile.availability == CreatorProfile.Availability.FROM_DATE:
        return profile.available_from
    return FREE_NOW if profile.availability == CreatorProfile.Availability.AVAILABLE else None


def _filmed(films: Iterable[Video]) -> dict[str, Any]:
    shapes, lengths = set(), set()
    for film in films:
        if film.width and film.height:
            shapes.add(shape(film.width, film.height))
        if film.duration_ms:
            lengths.add(length(film.duration_ms))
    return {"shapes": sorted(shapes), "lengths": sorted(lengths)}


def shape(width: int, height: int) -> str:
    """tall, wide, or square within a tenth."""
    if height > width * 1.1:
        return "tall"
    return "wide" if width > height * 1.1 else "square"


def length(milliseconds: int) -> str:
    """short, medium or long."""
    if milliseconds < SHORT_MS:
        return "short"
    return "medium" if milliseconds <= LONG_MS else "long"
