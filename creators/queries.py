"""Lists of creators and their films, with what their pages need."""

from django.db.models import Prefetch

from creators.models import Category, CreatorProfile, PortfolioItem, Skill
from videos.models import Video


def portfolio_of(profile: CreatorProfile) -> list[PortfolioItem]:
    """A profile's films in order, those that still process included. Two queries."""
    return list(profile.portfolio.select_related("video").prefetch_related("video__renditions"))


def shown_portfolio(profile: CreatorProfile) -> list[PortfolioItem]:
    """The films of a profile that can be watched, in order. Two queries."""
    items = profile.portfolio.filter(video__status=Video.Status.READY).select_related("video")
    return list(items.prefetch_related("video__renditions"))


def films_to_add(profile: CreatorProfile) -> list[Video]:
    """The owner's portfolio uploads that are not in the portfolio, newest first."""
    videos = Video.objects.filter(owner_id=profile.user_id, purpose=Video.Purpose.PORTFOLIO)
    usable = videos.filter(status__in=Video.USABLE)
    return list(usable.exclude(portfolio_items__profile=profile).with_renditions().order_by("-id")[:24])


def first_films() -> Prefetch:
    """For cards: each profile's films in order as `films`, ready ones only. One query, and one for renditions."""
    items = PortfolioItem.objects.filter(video__status=Video.Status.READY)
    items = items.order_by("profile_id", "-is_highlight", "position", "id").distinct("profile_id")
    return Prefetch("portfolio", items.select_related("video").prefetch_related("video__renditions"), to_attr="films")


def grouped_skills(chosen: set[str]) -> list[tuple[Category, list[Skill], int]]:
    """Top categories with their skills, and how many of those are `chosen` (ids as text). Two queries."""
    groups = Category.objects.top().prefetch_related(Prefetch("skills", Skill.objects.order_by("name")))
    return [(top, list(top.skills.all()), sum(str(skill.pk) in chosen for skill in top.skills.all())) for top in groups]


def category_choices() -> list[tuple[str, list[tuple[int, str]]]]:
    """Subcategories under the names of their tops, as grouped choices. One query."""
    rows = Category.objects.filter(parent__isnull=False).select_related("parent")
    groups: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for row in rows.order_by("parent__position", "position", "name"):
        groups.setdefault((row.parent_id, row.parent.name), []).append((row.pk, row.name))  # type: ignore[union-attr, arg-type]
    return [(name, choices) for (_pk, name), choices in groups.items()]
