"""Our style sheets hold nothing that no page can use."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SHEETS = sorted((ROOT / "static/css").rglob("*.css"))
THEIRS = re.compile(r"plyr|htmx-")  # what libraries' scripts put on elements
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
WORD = re.compile(r"[a-zA-Z][\w-]*")


def rules(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def sources() -> Iterator[Path]:
    """Whatever can put a class on an element."""
    for folder in (ROOT / "templates", ROOT / "static/js", *(ROOT / app for app in ("reelbyte", *settings.OUR_APPS))):
        for suffix in ("*.html", "*.js", "*.py"):
            yield from (path for path in folder.rglob(suffix) if "tests" not in path.parts)


def is_used(name: str, text: str, words: set[str]) -> bool:
    """It stands somewhere whole, or is put together there: `btn--{{ kind }}` with "primary" somewhere."""
    halves = ((name[: at.end()], name[at.end() :]) for at in re.finditer("[-_]", name))
    composed = any((end in words or end.isdigit()) and f"{stem}{{" in text for stem, end in halves)
    return composed or name in words


def test_every_class_is_used() -> None:
    text = "\n".join(path.read_text() for path in sources())
    words = set(WORD.findall(text))
    assert is_used("btn--primary", text, words)
    assert not is_used("btn--unheardof", text, words)
    dead = {
        f"{sheet.name}: .{name}"
        for sheet in SHEETS
        for selector in re.findall(r"([^{}]+)\{", rules(sheet))
        for name in CLASS.findall(selector)
        if not THEIRS.match(name) and not is_used(name, text, words)
    }
    assert not dead


def test_every_animation_and_every_colour_of_ours_is_used() -> None:
    css = "\n".join(map(rules, SHEETS))
    animations = set(re.findall(r"@keyframes ([\w-]+)", css))
    named = set(WORD.findall(" ".join(re.findall(r"animation(?:-name)?:([^;}]*)", css))))
    assert not animations - named
    used = set(re.findall(r"var\((--[\w-]+)", css + "".join(path.read_text() for path in sources())))
    tokens = set(re.findall(r"(--[\w-]+)\s*:", rules(ROOT / "static/css/tokens.css")))
    unused = tokens - used
    assert not unused
