"""The registry as a table in docs/notifications.md."""

from django.utils import translation

from notifications import registry

DOCUMENT = "docs/notifications.md"
BEGIN, END = "<!-- the table: manage.py notification_catalogue -->", "<!-- end of the table -->"


def written_into(text: str) -> str:
    """`text` with the table between its two marks. ValueError if they are not there."""
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"{DOCUMENT} has lost its marks")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def table() -> str:
    """One line a kind."""
    lines = [
        "| kind | what it tells | group | essential | site | e-mail | push | mail's template |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with translation.override("en"):
        for event in registry.events():
            ways = [_way(event, channel) for channel in registry.CHANNELS]
            template = event.email_template or ("plain" if registry.EMAIL in event.channels else "")
            essential = "yes" if event.essential else ""
            cells = [f"`{event.kind}`", str(event.title), event.group, essential, *ways, template]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _way(event: registry.Event, channel: str) -> str:
    if channel not in event.channels:
        return "–"
    if event.essential:
        return "always"
    return "on" if event.is_default(channel) else "off"
