"""Which words are in force, and what stands in the help centre."""

from dataclasses import dataclass
from hashlib import blake2s

from django.core.cache import cache
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from reelbyte import clock
from support import numbers, text
from support.models import Page, PageVersion, Ticket, TicketMessage
from support.models.page import TERMS
from support.text import Rendered

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Shown:
    """A version as its page shows it, with what follows it and what came before."""

    version: PageVersion
    rendered: Rendered
    coming: PageVersion | None
    published: list[PageVersion]

    @property
    def is_old(self) -> bool:
        """Whether another one is in force."""
        in_force = [version for version in self.published if version.is_in_force]
        return bool(in_force) and in_force[0].pk != self.version.pk


def in_force(slug: str) -> PageVersion | None:
    """The version of a page that holds now. One query."""
    return _in_force().filter(page__slug=slug).order_by("-number").first()


def terms() -> PageVersion | None:
    """The terms that hold now."""
    return in_force(TERMS)


def coming_terms() -> PageVersion | None:
    """The next terms, if some are announced."""
    later = PageVersion.objects.filter(
        page__slug=TERMS, status=PageVersion.Status.PUBLISHED, effective_at__gt=clock.now()
    )
    return later.order_by("effective_at").first()


def help_pages() -> list[tuple[str, list[PageVersion]]]:
    """The help centre: (topic, its pages in order). One query."""
    newest = _in_force().filter(page=OuterRef("page")).order_by("-number").values("pk")[:1]
    versions = (
        PageVersion.objects.filter(pk=Subquery(newest))
        .exclude(page__topic=Page.Topic.LEGAL)
        .select_related("page")
        .defer("body")
        .order_by("page__position", "page_id")
    )
    by_topic: dict[str, list[PageVersion]] = {topic: [] for topic in Page.Topic.values}
    for version in versions:
        by_topic[version.page.topic].append(version)
    return [(str(Page.Topic(topic).label), pages) for topic, pages in by_topic.items() if pages]


def shown(page: Page, number: int | None = None) -> Shown | None:
    """The page's words in force, or its published version `number`; None if there is none. One query."""
    published = list(page.versions.filter(status=PageVersion.Status.PUBLISHED).order_by("-number"))
    wanted = [one for one in published if (one.number == number if number is not None else one.is_in_force)]
    if not wanted:
        return None
    coming = [one for one in published if not one.is_in_force]
    return Shown(wanted[0], rendered(wanted[0], page), coming[-1] if coming else None, published)


def rendered(version: PageVersion, page: Page) -> Rendered:
    """Its HTML, kept in the cache by what goes into it."""
    values = numbers_of(version, page)
    seal = blake2s(repr((version.body, sorted(values.items()))).encode(), digest_size=12).hexdigest()
    key = f"support:page:{version.pk}:{seal}"
    if (known := cache.get(key)) is None:
        known = text.render(version.body, values)
        cache.set(key, known, KEPT_SECONDS)
    return known


def numbers_of(version: PageVersion, page: Page) -> dict[str, str]:
    """Legal pages keep the numbers they were published with; every other page shows today's."""
    kept = page.topic == Page.Topic.LEGAL and version.is_published
    return version.numbers if kept else numbers.today()


def tickets_of(user: object) -> QuerySet[Ticket]:
    """The person's own, the last one first that something happened to."""
    return Ticket.objects.of(user).order_by("-turned_at", "-id")


def with_messages(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Each with all that was said, and by whom. Two queries more."""
    said = TicketMessage.objects.select_related("author").order_by("id")
    return tickets.select_related("user").prefetch_related(Prefetch("messages", said))


def _in_force() -> QuerySet[PageVersion]:
    return PageVersion.objects.filter(status=PageVersion.Status.PUBLISHED, effective_at__lte=clock.now())
