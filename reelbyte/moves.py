"""The legal moves of a thing with one status, asked of a table. Pure: no database, no people."""

from collections.abc import Mapping
from dataclasses import dataclass

from reelbyte.errors import Conflict


@dataclass(frozen=True)
class Moves:
    """`table` says (status, move) -> status; what is not in it is not possible.

    `leads_to` says where a move leads, wherever it starts: asked again there, it has already happened. A move that
    is not in it is not idempotent.
    """

    table: Mapping[tuple[str, str], str]
    leads_to: Mapping[str, str]

    def after(self, status: str, move: str) -> str | None:
        """The status `move` leads to, or None when it is so already. Raises Conflict when it is not possible."""
        if (status, move) in self.table:
            return self.table[status, move]
        if self.leads_to.get(move) == status:
            return None
        raise Conflict
