"""The catalogue with a person's choices beside it, as the preferences page draws it."""

from dataclasses import dataclass
from typing import Any

from notifications import registry
from notifications.models.preference import about_group
from notifications.preferences import choices_of
from notifications.registry import Event, Group


@dataclass(frozen=True)
class Cell:
    """One channel of one kind. `can` it use the channel, is it `on`, is that `locked`?"""

    channel: str
    label: Any
    value: str
    can: bool
    on: bool
    locked: bool


@dataclass(frozen=True)
class Row:
    event: Event
    cells: list[Cell]


@dataclass(frozen=True)
class Column:
    """A channel for a whole group: what its button would switch, None where nothing is up to choice."""

    channel: str
    label: Any
    all_on: bool | None


@dataclass(frozen=True)
class Section:
    group: Group
    icon: str
    about: str
    rows: list[Row]
    columns: list[Column]

    @property
    def is_locked(self) -> bool:
        """Whether nothing in it is up to choice."""
        return not self.free

    @property
    def free(self) -> list[Row]:
        """What is up to choice."""
        return [row for row in self.rows if not row.event.essential]

    @property
    def locked(self) -> list[Row]:
        """What always arrives, by every channel."""
        return [row for row in self.rows if row.event.essential]


def table(user: Any) -> list[Section]:
    """Every group that has kinds. One query."""
    choices = choices_of(user)
    sections = []
    for group in Group:
        rows = [Row(event, _cells(event, choices)) for event in registry.events() if event.group == group]
        if rows:
            sections.append(Section(group, registry.GROUP_ICONS[group], about_group(group), rows, _columns(rows)))
    return sections


def _cells(event: Event, choices: Any) -> list[Cell]:
    return [
        Cell(
            channel,
            label,
            f"{event.kind}|{channel}",
            can=channel in event.channels,
            on=choices.wants(event, channel),
            locked=event.essential,
        )
        for channel, label in registry.CHANNEL_LABELS.items()
    ]


def _columns(rows: list[Row]) -> list[Column]:
    columns = []
    for place, (channel, label) in enumerate(registry.CHANNEL_LABELS.items()):
        free = [row.cells[place].on for row in rows if row.cells[place].can and not row.cells[place].locked]
        columns.append(Column(channel, label, all(free) if free else None))
    return columns
