"""Cards, rendered once and kept: the same for everybody, by id and version."""

from collections.abc import Iterable, Mapping
from hashlib import blake2s
from typing import Any

from django.core.cache import cache
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from creators.models import CreatorProfile
from gigs.models import Gig
from jobs.models import Job

SECONDS = 24 * 3600
EAGER = 2  # cards of a phone's first row, whose pictures are fetched before all others


type Titles = Mapping[int, SafeString] | None


def gig_cards(gigs: Iterable[Gig], *, eager: bool = False, titles: Titles = None) -> list[SafeString]:
    """The gigs as cards, in order. `eager` for the first page; `titles` by id, with the words of a search marked."""
    return _rendered("gig", "discovery/gig_card.html", list(gigs), _gig_version, eager, titles)


def creator_cards(
    creators: Iterable[CreatorProfile], *, eager: bool = False, titles: Titles = None
) -> list[SafeString]:
    """The creators as cards, in order; each needs `films` loaded."""
    return _rendered("creator", "discovery/creator_card.html", list(creators), _creator_version, eager, titles)


def job_cards(jobs: Iterable[Job], *, eager: bool = False, titles: Titles = None) -> list[SafeString]:
    """The jobs as cards, in order; each with its client's profile and its skills loaded."""
    return _rendered("job", "discovery/job_card.html", list(jobs), _job_version, False, titles)


def _rendered(kind: str, template: str, rows: list[Any], version: Any, eager: bool, titles: Titles) -> list[SafeString]:
    page = get_template(template)
    if titles:
        # Marked for one search: not worth keeping.
        shown = [(row, eager and place < EAGER, titles.get(row.pk)) for place, row in enumerate(rows)]
        return [
            mark_safe(page.render({kind: row, "eager": first, "title": title}))  # noqa: S308 - a template's
            for row, first, title in shown
        ]
    language = get_language()
    keys = {}
    for place, row in enumerate(rows):
        first = eager and place < EAGER
        seal = blake2s(repr(version(row)).encode(), digest_size=9).hexdigest()
        keys[f"discovery:{kind}-card:{row.pk}:{seal}:{int(first)}:{language}"] = (row, first)
    known = cache.get_many(keys)
    fresh = {key: page.render({kind: row, "eager": first}) for key, (row, first) in keys.items() if key not in known}
    if fresh:
        cache.set_many(fresh, SECONDS)
    # What a template rendered is escaped already; the cache keeps the characters and not the mark.
    return [mark_safe(known.get(key) or fresh[key]) for key in keys]  # noqa: S308


def _gig_version(gig: Gig) -> tuple:
    """Everything the card prints that can change without the gig's own row."""
    user, cover = gig.creator.user, gig.cover
    return (
        gig.updated_at, gig.rating_average, gig.rating_count, user.display_name, user.avatar.name, user.is_verified,
        cover and (cover.pk, cover.updated_at, len(cover.renditions.all())),
    )  # fmt: skip


def _creator_version(creator: CreatorProfile) -> tuple:
    user = creator.user
    film = creator.films[0].video if creator.films else None  # type: ignore[attr-defined]
    return (
        creator.updated_at, creator.rating_average, creator.rating_count, user.display_name, user.avatar.name,
        user.is_verified,
        film and (film.pk, film.updated_at, len(film.renditions.all())), creator.films and creator.films[0].title,  # type: ignore[attr-defined]
    )  # fmt: skip


def _job_version(job: Job) -> tuple:
    client = job.client
    profile = getattr(client, "client_profile", None)
    return (
        job.updated_at, job.proposal_count, client.display_name, client.avatar.name,
        profile and (profile.display_name, profile.logo.name),
    )  # fmt: skip
