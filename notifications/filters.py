"""What of their history somebody wants to see: in the URL, so that it can be gone back to."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from notifications import registry
from notifications.models import NotificationQuerySet


class HistoryFilter:
    """`?group=money&unread=1`. What nobody knows is ignored: it is a link somebody edited."""

    def __init__(self, query: Mapping[str, Any]) -> None:
        group = query.get("group", "")
        self.group = group if group in registry.Group.values else ""
        self.unread = query.get("unread") == "1"

    def __bool__(self) -> bool:
        return bool(self.group or self.unread)

    def narrow(self, rows: NotificationQuerySet) -> NotificationQuerySet:
        """Those of `rows` that it asks for."""
        if self.group:
            rows = rows.filter(kind__in=registry.kinds(self.group))
        return rows.filter(read_at__isnull=True) if self.unread else rows

    def tabs(self) -> list[dict[str, Any]]:
        """Links to every group that has kinds, for components/tabs.html."""
        used = {event.group for event in registry.events()}
        groups = [("", _("All")), *((group.value, group.label) for group in registry.Group if group in used)]
        return [
            {"url": self.url(group=value), "label": label, "current": value == self.group} for value, label in groups
        ]

    def toggle_unread(self) -> str:
        """The address with the other answer to "only unread?"."""
        return self.url(unread=not self.unread)

    def url(self, *, group: str | None = None, unread: bool | None = None) -> str:
        """The address of this filter, changed."""
        group = self.group if group is None else group
        unread = self.unread if unread is None else unread
        query = {key: value for key, value in (("group", group), ("unread", "1" if unread else "")) if value}
        return f"?{urlencode(query)}" if query else "?"
