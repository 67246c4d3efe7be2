"""What components need of Python: icons, links that know where they are, short numbers. A builtin: no `{% load %}`."""

from functools import cache, lru_cache
from zlib import crc32

from babel.numbers import format_compact_decimal
from django import template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, to_locale

from reelbyte.money import Money

register = template.Library()

TINTS = 6  # avatar--tint-0 … avatar--tint-5


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """A lucide icon from the sprite (names: scripts/icons.txt). Without `label` it is decoration."""
    css = f"icon {css}" if css else "icon"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            css,
            label,
            _sprite(),
            name,
        )
    return _decoration(name, css)


@cache
def _decoration(name: str, css: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css,
        _sprite(),
        name,
    )


@cache
def _sprite() -> str:
    return static("img/icons.svg")


@register.simple_tag
def sprite() -> str:
    """The address of the icons' sprite, for an `<svg>` written by hand."""
    return _sprite()


@register.simple_tag(takes_context=True)
def nav_link(
    context: template.Context,
    name: str,
    label: str,
    icon_name: str = "",
    count: int | None = None,
    count_id: str = "",
    exact: bool = False,
) -> SafeString:
    """A link to the URL called `name` that says whether it is where we are; nothing if there is no such URL.

    `count` is printed beside the label when it is more than 0; `count_id` names its element for live updates.
    """
    try:
        url = reverse(name)
    except NoReverseMatch:
        return mark_safe("")
    path = getattr(context.get("request"), "path", "")
    here = path == url or (not exact and url != "/" and path.startswith(url))
    return format_html(
        '<a href="{}"{}>{}<span>{}</span>{}</a>',
        url,
        mark_safe(' aria-current="page"') if here else "",
        icon(icon_name) if icon_name else "",
        label,
        count_badge(count or 0, count_id) if count_id or count else "",
    )


@register.simple_tag
def count_badge(count: int, count_id: str = "", label: str = "") -> SafeString:
    """A counter that is empty, and therefore unseen, at 0; "99+" above 99."""
    shown = "" if not count else "99+" if count > 99 else str(count)
    identity = format_html(' id="{}"', count_id) if count_id else ""
    spoken = format_html('<span class="sr"> {}</span>', label) if label and shown else ""
    return format_html('<span class="count"{}>{}{}</span>', identity, shown, spoken)


@register.filter
def compact(value: int | None) -> str:
    """18200 -> "18.2K", 1240000 -> "1.2M", in the reader's language: one decimal while it still says something."""
    return _compact(int(value or 0), _locale())


@lru_cache(4096)
def _compact(number: int, locale: str) -> str:
    lead = number / 1000 ** ((len(str(abs(number))) - 1) // 3)
    digits = 1 if number >= 1000 and lead < 100 else 0
    return str(format_compact_decimal(number, locale=locale, fraction_digits=digits))


@register.filter
def timecode(seconds: float | None) -> str:
    """75 -> "1:15"; 3675 -> "1:01:15". `seconds` of a film, rounded down."""
    whole = int(seconds or 0)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


@register.filter
def money(amount: Money | None) -> str:
    """An amount as the reader writes it, without decimals when there are none: €450, €450.50."""
    return amount.short if isinstance(amount, Money) else ""


@register.filter
def initials(name: str | None) -> str:
    """Two letters at most, for a person without a picture."""
    words = [word for word in (name or "").split() if word[:1].isalnum()]
    letters = words[0][:1] + (words[-1][:1] if len(words) > 1 else "") if words else "?"
    return letters.upper()


@register.filter
def tint(name: object) -> int:
    """The same of a few quiet colours for the same name, always."""
    return crc32(str(name).encode()) % TINTS


@register.filter
def widget_type(bound_field: object) -> str:
    """How a form field is laid out: "checkbox", "file", "choices" or "box"."""
    widget = bound_field.field.widget  # type: ignore[attr-defined]
    kind = getattr(widget, "input_type", "")
    if getattr(widget, "use_fieldset", False):
        return "choices"
    return kind if kind in {"checkbox", "file", "hidden"} else "box"


def _locale() -> str:
    return to_locale(get_language() or "en")
