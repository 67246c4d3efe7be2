"""Thirty sheets, one request."""

import gzip
import os
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from pytest_django import Settings

from reelbyte.bundle import BUNDLE, HELD, SHEETS, BundleFinder, flatten, held

STATIC = Path(settings.STATICFILES_DIRS[0])


def files(**texts: str) -> str:
    named = {name.replace("__", "/") + ".css": text for name, text in texts.items()}
    return flatten("css/all.css", named.__getitem__)


def test_each_part_stands_in_the_layer_its_import_names() -> None:
    made = files(css__all='@layer a;\n@import url("parts/x.css") layer(a);', css__parts__x=".x {\n  top: 0;\n}")
    assert made == "@layer a;\n@layer a {\n.x {\ntop: 0;\n}\n}\n"


def test_addresses_are_seen_from_the_bundle() -> None:
    made = files(
        css__all='@import url("parts/x.css");',
        css__parts__x='a { src: url("../../fonts/f.woff2") } b { src: url("#id") url("data:,") url(/abs) }',
    )
    assert 'url("../fonts/f.woff2")' in made
    assert 'url("#id") url("data:,") url(/abs)' in made


def test_comments_go() -> None:
    assert files(css__all="/* why */ .x { top: 0 }") == ".x { top: 0 }\n"


def test_the_sites_bundle_is_whole() -> None:
    made = flatten(SHEETS, lambda name: (STATIC / name).read_text())
    assert "@import" not in made
    assert made.count("{") == made.count("}")
    for address in re.findall(r'url\("(\.\./[^"]+)"\)', made):
        assert (STATIC / "css" / address).resolve().is_file(), address


def test_every_component_sheet_is_listed() -> None:
    listed = (STATIC / SHEETS).read_text()
    for sheet in (STATIC / "css" / "components").glob("*.css"):
        assert f"components/{sheet.name}" in listed, sheet.name


def test_the_finder_makes_it_anew_when_a_sheet_changes(tmp_path: Path, settings: Settings) -> None:
    settings.BUNDLE_ROOT = tmp_path
    found = BundleFinder().find(BUNDLE)
    first = Path(found).read_text()
    Path(found).write_text("old")
    os.utime(found, (0, 0))
    assert Path(BundleFinder().find(BUNDLE)).read_text() == first
    assert BundleFinder().find("css/tokens.css") == []
    assert BundleFinder().find(BUNDLE, find_all=True) == [found]


def test_pages_ask_for_files_that_are_found() -> None:
    assert finders.find(BUNDLE)
    assert finders.find(HELD)


def test_a_state_can_be_held() -> None:
    made = held("a:hover { top: 0 }\n@media (hover: hover) { b:not(:hover) { top: 0 } }")
    assert made.startswith("a:is(:hover, [data-held=hover] :where(*))")
    assert "@media (hover: hover) { b:not(:is(:hover, [data-held=hover]" in made


FIRST_VIEW = [
    "vendor/htmx/htmx.min.js",
    "img/icons.svg",
    *(f"js/{name}.js" for name in "turn site theme dialogs toasts focus films copy suggest worker calm".split()),
]
FONTS = ("fonts/geist-latin.woff2", "fonts/bricolage-latin.woff2")
PAGE_BYTES = 15_000  # a first page of HTML, compressed
KILOBYTE = 1000


def test_a_first_view_stays_in_its_budget() -> None:
    """At most 150 KB compressed with fonts, at most 30 KB of our own JavaScript, as it is written."""
    style = flatten(SHEETS, lambda name: (STATIC / name).read_text()).encode()
    texts = [style, *((STATIC / name).read_bytes() for name in FIRST_VIEW)]
    fonts = sum((STATIC / name).stat().st_size for name in FONTS)
    assert PAGE_BYTES + fonts + sum(len(gzip.compress(text)) for text in texts) <= 150 * KILOBYTE
    assert sum((STATIC / name).stat().st_size for name in FIRST_VIEW if name.startswith("js/")) <= 30 * KILOBYTE


def test_the_budget_counts_every_module_of_a_page() -> None:
    imported = re.findall(r'^import "\./(\w+\.js)"', (STATIC / "js/site.js").read_text(), re.MULTILINE)
    assert {f"js/{name}" for name in imported} <= set(FIRST_VIEW)
    head = (Path(settings.BASE_DIR) / "templates/components/head.html").read_text()
    assert set(re.findall(r'"modulepreload" href="{% static \'js/(\w+\.js)', head)) == {*imported, "calm.js"}
