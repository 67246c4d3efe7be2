"""Where apps above learn that a contract has ended, without being imported."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contracts.models import Contract

Ended = Callable[["Contract"], None]

_ended: list[Ended] = []


def on_ended(handler: Ended) -> Ended:
    """`handler(contract)`, called in the transaction that ends it, however it ends."""
    if handler not in _ended:
        _ended.append(handler)
    return handler


def ended(contract: "Contract") -> None:
    """Tell everybody who asked."""
    for handler in _ended:
        handler(contract)
