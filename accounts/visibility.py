"""Who may come across whom: one rule for every queryset of the house.

People who are suspended, banned or closed are hidden from everybody, a block hides two people from each other,
and a person's own choice (`User.profile_visibility`) hides them from visitors or from all. Their own rows everybody
sees. A live contract is exempt: `contracts` scopes by its parties and does not ask here.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet


def visible_to[Rows: QuerySet](rows: Rows, viewer: Any, *, person: str, known: Any = None) -> Rows:
    """`rows` without those whose person (`person`: path to the User's id, "owner" or "pk") is hidden from `viewer`.

    `viewer` is a User or anonymous. `known` (a condition) names rows that the viewer has been shown by the person:
    their choice of who sees them does not take those back, a block does. One query, whatever the number of blocks.
    """
    from accounts.models import User

    path = "" if person == "pk" else f"{person}__"
    rows = rows.filter(**{f"{path}status__in": [User.Status.ACTIVE, User.Status.LIMITED]})
    shown = Q(**{f"{path}profile_visibility__in": listed_visibilities(viewer)})
    if not getattr(viewer, "is_authenticated", False):
        return rows.filter(shown)
    own = Q(**{person: viewer.pk})
    return rows.filter(shown | own if known is None else shown | own | Q(known)).filter(~_blocks(viewer, person))


def listed_visibilities(viewer: Any) -> list[str]:
    """Whose people a list for `viewer` may hold: those for everybody, and those for members if they are one."""
    from accounts.models import User

    members = [User.Visibility.MEMBERS] if getattr(viewer, "is_authenticated", False) else []
    return [User.Visibility.PUBLIC, *members]


def blocked_between(one: Model, other: Model) -> bool:
    """Whether either has blocked the other: then neither may write to, order from or invite the other."""
    return bool(blockers(one, [other]))


def blockers(one: Model, others: Iterable[Model]) -> set[int]:
    """Who stands behind the blocks between `one` and `others`: ids, `one`'s own among them. One query."""
    from accounts.models import Block

    ids = [other.pk for other in others]
    between = Q(blocker_id=one.pk, blocked_id__in=ids) | Q(blocker_id__in=ids, blocked_id=one.pk)
    return set(Block.objects.filter(between).values_list("blocker_id", flat=True))


def _blocks(viewer: Model, person: str) -> Exists:
    from accounts.models import Block

    other = OuterRef(person)
    return Exists(
        Block.objects.filter(Q(blocker_id=viewer.pk, blocked_id=other) | Q(blocked_id=viewer.pk, blocker_id=other))
    )
