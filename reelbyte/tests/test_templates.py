"""What a template may not say, because the Content Security Policy is strict and attribute code is code."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
FOLDERS = [ROOT / "templates", *ROOT.glob("*/templates")]
# Mail readers and the PDF maker have no stylesheet and no policy; a page without a connection has no stylesheet, and a
# policy of its own that lets in its styles by their hash.
FREE = ("email", "emails", "mail", "pdf", "worker")
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.DOTALL)

FORBIDDEN = {
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE),
    "event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "hx-on": re.compile(r"\bhx-on\b"),
    "js: value": re.compile(r"=[\"']\s*(?:js|javascript):"),
    "trigger filter": re.compile(r"hx-trigger=[\"'][^\"']*\["),
    "address of another host": re.compile(r"<(?:script|link|img|video|iframe)\b[^>]*\b(?:src|href)=[\"']https?://"),
}


def templates() -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in folder.rglob("*.html"):
            yield str(path.relative_to(folder)), path


ALL = sorted(templates())


@pytest.mark.parametrize("name", [name for name, _ in ALL])
def test_it_parses(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize(("name", "path"), [(n, p) for n, p in ALL if not set(FREE) & set(Path(n).parts[:-1])])
def test_it_keeps_the_policy(name: str, path: Path) -> None:
    text = COMMENT.sub("", path.read_text())
    found = [rule for rule, pattern in FORBIDDEN.items() if pattern.search(text)]
    assert not found


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        ("style attribute", '<p style="top: 0">'),
        ("inline script", "<script>alert(1)</script>"),
        ("event attribute", '<p onclick="x()">'),
        ("hx-on", '<p hx-on:click="x()">'),
        ("js: value", """<p hx-vals='js:{"a": b()}'>"""),
        ("trigger filter", '<p hx-trigger="keyup[key==1]">'),
        ("address of another host", '<script src="https://cdn.example/x.js">'),
    ],
)
def test_the_rules_find_what_they_are_for(rule: str, bad: str) -> None:
    assert FORBIDDEN[rule].search(bad)


@pytest.mark.parametrize(("name", "path"), ALL)
def test_icons_exist(name: str, path: Path) -> None:
    sprite = (ROOT / "static" / "img" / "icons.svg").read_text()
    for icon in re.findall(r"\{% icon ['\"]([\w-]+)['\"]|icon(?:_name)?=['\"]([\w-]+)['\"]", path.read_text()):
        shown = icon[0] or icon[1]
        assert f'id="{shown}"' in sprite, f"{shown}: add it to scripts/icons.txt and run scripts/vendor"
