"""What keeps people in touch although one of them has blocked the other.

An app whose conversations must outlive a block while something is under way registers their subject in
`AppConfig.ready`:

    bonds.register("contract", lambda ref: Contract.objects.live().filter(public_id=ref).exists())
"""

from collections.abc import Callable

from accounts.models import User
from messaging.models import Conversation

Bond = Callable[[str], bool]
Work = Callable[[User, User], bool]

_bonds: dict[str, Bond] = {}
_works: list[Work] = []
_contracts: list[Work] = []


def register(prefix: str, holds: Bond) -> None:
    """`holds(ref)` says whether conversations about "prefix:ref" stay open to both now."""
    _bonds[prefix] = holds


def register_work(worked: Work) -> None:
    """`worked(one, other)` says whether the two have ever worked together, whoever hired whom."""
    if worked not in _works:
        _works.append(worked)


def register_contract(agreed: Work) -> None:
    """`agreed(one, other)` says whether there is a contract between the two, or was one that was paid for."""
    if agreed not in _contracts:
        _contracts.append(agreed)


def have_contract(one: User, other: User) -> bool:
    """Whether any registered app knows of a contract between the two: they are no strangers."""
    return any(agreed(one, other) for agreed in _contracts)


def worked_together(one: User, other: User) -> bool:
    """Whether any registered app knows of work the two shared."""
    return any(worked(one, other) for worked in _works)


def hold(conversation: Conversation) -> bool:
    """Whether this conversation stays open to its people whomever they have blocked."""
    prefix, _, ref = conversation.subject.partition(":")
    bond = _bonds.get(prefix)
    return bool(bond and ref and bond(ref))
