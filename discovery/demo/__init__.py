"""The demo catalogue: people, films and agreements that look like a working marketplace."""

from collections.abc import Callable
from typing import Any

also: list[
    Callable[[Any], None]
] = []  # what apps above tell of the same people: called with the Demo, in its transaction
