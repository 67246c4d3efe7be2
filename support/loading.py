"""The pages that come with the site: written into the database where they are missing, and never over what staff wrote.

Each is a file of `support/pages`: its head (`topic: money`), an empty line, its Markdown.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from reelbyte import clock
from support import numbers, text
from support.models import Page, PageVersion

FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Source:
    """One file."""

    slug: str
    topic: str
    position: int
    title: str
    summary: str
    body: str


def sources() -> list[Source]:
    """Every page that comes with the site. Raises ValidationError for a placeholder that is none."""
    return [_read(path) for path in sorted(FOLDER.glob("*.md"))]


@transaction.atomic
def plant() -> int:
    """Write the pages that are missing, as version 1, in force from now. Returns how many."""
    known = set(Page.objects.values_list("slug", flat=True))
    missing = [source for source in sources() if source.slug not in known]
    for source in missing:
        legal, now = source.topic == Page.Topic.LEGAL, clock.now()
        page = Page.objects.create(
            slug=source.slug, topic=source.topic, position=source.position, is_agreed=source.slug == "terms"
        )
        PageVersion.objects.create(
            page=page,
            number=1,
            title=source.title,
            summary=source.summary,
            body=source.body,
            status=PageVersion.Status.PUBLISHED,
            published_at=now,
            effective_at=now,
            numbers=numbers.today() if legal else {},
        )
    return len(missing)


def plant_after_migrate(using: str, **_options: Any) -> None:
    """Wherever the site is set up: production, demo, tests. Not on the way back, when the tables are gone."""
    if Page._meta.db_table in connections[using].introspection.table_names():
        plant()


def _read(path: Path) -> Source:
    head, _gap, body = path.read_text().partition("\n\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    text.check(body, numbers.today())
    return Source(path.stem, said["topic"], int(said["position"]), said["title"], said["summary"], body.strip())
