"""The category tree as pages need it, every page: read once a while, kept in the cache."""

from dataclasses import dataclass

from django.core.cache import cache

from creators.models import Category, Skill

KEY = "discovery:taxonomy:2"
CRAFTS_KEY = "discovery:crafts:1"
SECONDS = 300


@dataclass(frozen=True)
class Node:
    """A category, with those under it."""

    pk: int
    slug: str
    name: str
    blurb: str
    icon: str
    below: tuple["Node", ...] = ()
    parent: int | None = None


def tops() -> list[Node]:
    """The tree. One query when the cache is cold, none otherwise."""
    if (tree := cache.get(KEY)) is None:
        rows = list(Category.objects.all())
        tree = [_node(row, [_node(child) for child in rows if child.parent_id == row.pk]) for row in rows if row.is_top]
        cache.set(KEY, tree, SECONDS)
    return tree


def labels() -> dict[str, str]:
    """slug -> name, of every category."""
    return {node.slug: node.name for top in tops() for node in (top, *top.below)}


def node_of(slug: str) -> Node | None:
    """The category of that slug."""
    return next((node for top in tops() for node in (top, *top.below) if node.slug == slug), None)


def crafts() -> list[tuple[str, list[tuple[str, str]]]]:
    """Skills by (slug, name) under the names of their categories. One query when the cache is cold."""
    if (groups := cache.get(CRAFTS_KEY)) is None:
        found: dict[str, list[tuple[str, str]]] = {}
        for skill in Skill.objects.select_related("category").order_by("category__position", "name"):
            found.setdefault(skill.category.name, []).append((skill.slug, skill.name))
        groups = list(found.items())
        cache.set(CRAFTS_KEY, groups, SECONDS)
    return groups


def _node(row: Category, below: list[Node] | None = None) -> Node:
    return Node(row.pk, row.slug, row.name, row.blurb, row.icon, tuple(below or ()), row.parent_id)
