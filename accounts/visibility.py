"""Who may come across whom: one rule for every queryset of the house.

People who are suspended, banned or closed are hidden from everybody, and a block hides two people from
each other. A live contract is exempt: `contracts` scopes by its parties and does not ask here.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet


def visible_to[Rows: QuerySet](rows: Rows, viewer: Any, *, person: str) -> Rows:
    """`rows` without those whose person (`person`: path to the User's id, "owner" or "pk") is hidden from `viewer`.

    `viewer` is a User or anonymous. One query, whatever the number of blocks.
    """
    from accounts.models import User

    path = "" if person == "pk" else f"{person}__"
    rows = rows.filter(**{f"{path}status__in": [User.Status.ACTIVE, User.Status.LIMITED]})
    if not getattr(viewer, "is_authenticated", False):
        return rows
    return rows.filter(~_blocks(viewer, person))


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
