"""What a person wants by which channel: their choices, and where they made none the catalogue's defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from notifications.models import Preference
from notifications.models.preference import ALL, about_group
from notifications.registry import Event


@dataclass(frozen=True)
class Choices:
    """A person's choices by (about, channel). Asks no queries."""

    made: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    def wants(self, event: Event, channel: str) -> bool:
        """Whether `event` goes by `channel`. The narrowest choice counts; essential kinds are not up to choice."""
        if channel not in event.channels:
            return False
        if event.essential:
            return True
        for about in (event.kind, about_group(event.group), ALL):
            if (chosen := self.made.get((about, channel))) is not None:
                return chosen
        return event.is_default(channel)


def choices_of(user: Any) -> Choices:
    """All choices of a person, in one query."""
    rows = Preference.objects.filter(user=user).values_list("about", "channel", "is_on")
    return Choices({(about, channel): is_on for about, channel, is_on in rows})
